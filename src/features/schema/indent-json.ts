/** JSON text on lines, every number and string as it is written: a parser would round what a double can't hold. */
export function indentJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  return tokens.map(place).join("");

  function place(token: string): string {
    switch (token) {
      case "{":
      case "[":
        depth += 1;
        return token + line();
      case "}":
      case "]":
        depth -= 1;
        return line() + token;
      case ",":
        return token + line();
      case ":":
        return ": ";
      default:
        return /^[{[]/.test(token) ? token.replaceAll(/\s/g, "") : token;
    }
  }

  function line(): string {
    return `\n${"  ".repeat(Math.max(0, depth))}`;
  }
}
