import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import { Button } from "#ui/Button.tsx";
import { TextField } from "#ui/TextField.tsx";
import css from "./AccessForm.module.css";
import { readAccess } from "./read-access.ts";

export interface AccessFormProps {
  /** The HTTP address of the table's root. */
  readonly rootUrl: string;
  readonly onGrant: (grant: AccessGrant, label: string) => void;
}

/** Takes a fresh signature for a table that is open already: the view stays where it is. */
export function AccessForm({ rootUrl, onGrant }: AccessFormProps) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<{ readonly reason: string; readonly waysOn: readonly string[] }>();

  const take = (pasted: string) => {
    const read = readAccess(rootUrl, pasted);
    setText("");
    if (read.kind === "refused") setRefusal(read);
    else {
      setRefusal(undefined);
      onGrant(read.grant, read.access.label);
    }
  };
  const onChange = (next: string) => {
    // A paste is taken at once, so that no secret rests in the page.
    if (next.length - text.length > 1) take(next);
    else setText(next);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== "") take(text);
  };
  return (
    <form className={css.form} onSubmit={onSubmit}>
      <TextField
        label="Paste a signed URL, or the signature alone"
        placeholder={`${rootUrl}?sv=…&sig=…`}
        mono
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        start={<KeyRound aria-hidden="true" />}
        end={
          <Button look="quiet" type="submit">
            Use it
          </Button>
        }
        error={refusal?.reason}
        hint="It stays in this tab’s memory and goes to no other place than the table’s store."
      />
      {refusal === undefined || refusal.waysOn.length === 0 ? null : (
        <ul className={css.ways}>
          {refusal.waysOn.map((way) => (
            <li key={way}>{way}</li>
          ))}
        </ul>
      )}
    </form>
  );
}
