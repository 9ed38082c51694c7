// The conditions of `inspect --where`: <column> <op> <literal>, IS [NOT] NULL, [NOT] IN (…), AND, OR, NOT, parentheses.
// A column is a name, or names with dots between them; names of other characters stand in backticks.

import { padToLength } from "#delta/char-length.ts";
import type { DataType } from "#delta/data-type.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import { typeText } from "#delta/schema.ts";
import { createColumnFinder, type SkippingTable } from "#delta/skipping/find-column.ts";
import type { ColumnPath, CompareOperator, Predicate } from "#delta/skipping/predicate.ts";
import type { Value } from "#delta/value.ts";

/** Errors: SyntaxError, which says where and what. */
export function parseWhere(text: string, table: SkippingTable): Predicate {
  const tokens = tokenize(text);
  let at = 0;

  const peek = () => tokens[at]?.text.toUpperCase();
  function fail(wanted: string): SyntaxError {
    const token = tokens[at];
    const place = token === undefined ? "at the end" : `at ${token.start + 1}, before "${token.text}"`;
    return new SyntaxError(`Cannot parse the condition: ${wanted} is missing ${place}`);
  }
  function accept(word: string): boolean {
    const isNext = peek() === word && tokens[at]?.kind !== "quoted";
    if (isNext) at += 1;
    return isNext;
  }
  function expect(word: string): void {
    if (!accept(word)) throw fail(word);
  }
  function either(): Predicate {
    const of = [both()];
    while (accept("OR")) of.push(both());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "or", of };
  }
  function both(): Predicate {
    const of = [one()];
    while (accept("AND")) of.push(one());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "and", of };
  }
  function one(): Predicate {
    if (accept("NOT")) return { kind: "not", of: one() };
    if (!accept("(")) return condition();
    const inside = either();
    expect(")");
    return inside;
  }
  function condition(): Predicate {
    const { path, type } = column();
    if (accept("IS")) {
      const isNot = accept("NOT");
      expect("NULL");
      return unless(isNot, { kind: "is-null", column: path });
    }
    const isNot = accept("NOT");
    if (accept("IN")) return unless(isNot, { kind: "in", column: path, values: values(type) });
    const operator = OPERATORS.get(peek() ?? "");
    if (isNot || operator === undefined) throw fail("an operator");
    at += 1;
    return { kind: "compare", column: path, operator, value: literal(type) };
  }
  function column(): { readonly path: ColumnPath; readonly type: DataType } {
    const path: string[] = [];
    do {
      const token = tokens[at];
      if (token === undefined || (token.kind !== "word" && token.kind !== "name")) throw fail("a column");
      path.push(token.text);
      at += 1;
    } while (accept("."));
    const found = createColumnFinder(table)(path);
    if (found === undefined)
      throw new SyntaxError(`Cannot parse the condition: there is no column "${path.join(".")}"`);
    return { path, type: found.field.type };
  }
  function values(type: DataType): readonly Value[] {
    expect("(");
    const list = [literal(type)];
    while (accept(",")) list.push(literal(type));
    expect(")");
    return list;
  }
  function literal(type: DataType): Value {
    const token = tokens[at];
    if (token === undefined || (token.kind !== "word" && token.kind !== "quoted")) throw fail("a value");
    at += 1;
    return token.kind === "word" && token.text.toUpperCase() === "NULL" ? null : parseLiteral(token.text, type);
  }

  const predicate = either();
  if (at < tokens.length) throw fail("AND or OR");
  return predicate;
}

const OPERATORS: ReadonlyMap<string, CompareOperator> = new Map<string, CompareOperator>([
  ["=", "="],
  ["<>", "!="],
  ["!=", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["<=>", "<=>"],
]);

function unless(isNot: boolean, of: Predicate): Predicate {
  return isNot ? { kind: "not", of } : of;
}

interface Token {
  readonly kind: "word" | "name" | "quoted" | "sign";
  readonly text: string;
  readonly start: number;
}

/** Words take in numbers, dates without quotes and names; a dot between digits belongs to a number. */
const TOKEN =
  /\s*(?:'(?<quoted>(?:[^']|'')*)'|`(?<name>(?:[^`]|``)*)`|(?<word>[+-]?\d[\w.:+-]*|[+-]?[\p{L}_][\p{L}\p{N}_]*)|(?<sign><=>|<=|>=|<>|!=|[=<>(),.]))/uy;

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < trimmed.length; ) {
    const start = TOKEN.lastIndex;
    const { quoted, name, word, sign } = TOKEN.exec(trimmed)?.groups ?? {};
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll("''", "'"), start });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.replaceAll("``", "`"), start });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, start });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign, start });
    else throw new SyntaxError(`Cannot parse the condition: nothing is known that starts at ${start + 1}`);
  }
  return tokens;
}

/** In the form of the column's type; text for CHAR(n) is padded, as Spark does. */
function parseLiteral(text: string, type: DataType): Value {
  if (type.kind === "primitive" && type.name === "string") return padToLength(text, type.charLength);
  // A decimal of more digits than the column's is still a number to compare with.
  if (type.kind === "decimal" && /^[+-]?\d+(?:\.\d+)?$/.test(text)) return text;
  try {
    const value = parsePartitionValue(text, type);
    if (value !== null) return value;
  } catch {
    // Told below, in words of its own.
  }
  throw new SyntaxError(`Cannot parse the condition: "${text}" is not a ${typeText(type)}`);
}
