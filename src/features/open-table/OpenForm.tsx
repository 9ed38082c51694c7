import { Check, Cloud, CornerDownLeft, Folder, Lock, TriangleAlert } from "lucide-react";
import type { FormEvent } from "react";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import { Button } from "#ui/Button.tsx";
import { TextField } from "#ui/TextField.tsx";
import css from "./OpenForm.module.css";
import { sayRecognition } from "./recognise.ts";
import { type OpenBox, useOpenBox } from "./use-open-box.ts";

export interface OpenFormProps {
  readonly onOpen: (location: string) => void;
  readonly onGrant: (grant: AccessGrant, label: string) => void;
  readonly onChooseFolder: () => void;
}

/** The one box: an address in, and in one line what it was understood as. */
export function OpenForm({ onOpen, onGrant, onChooseFolder }: OpenFormProps) {
  const box = useOpenBox(onGrant);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const location = box.submit();
    if (location !== undefined) onOpen(location);
  };
  return (
    <form className={css.form} onSubmit={onSubmit}>
      <TextField
        size="large"
        mono
        autoFocus
        label="Paste a table’s URL, or drop a folder"
        placeholder="https://…  s3://…  abfss://…  gs://…"
        value={box.text}
        onChange={(event) => box.setText(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        start={<Cloud aria-hidden="true" />}
        end={
          <>
            {box.held === undefined ? null : (
              <span className={css.held}>
                <Lock aria-hidden="true" />
                signature held
              </span>
            )}
            <Button
              look="quiet"
              size="large"
              className={css.folder}
              aria-label="Choose a folder"
              onClick={onChooseFolder}
            >
              <Folder aria-hidden="true" />
              <span>Folder</span>
            </Button>
            <Button look="primary" size="large" type="submit">
              Open
              <CornerDownLeft aria-hidden="true" />
            </Button>
          </>
        }
      />
      <div className={css.line} aria-live="polite">
        <RecognitionLine box={box} onOpen={onOpen} />
      </div>
    </form>
  );
}

interface RecognitionLineProps {
  readonly box: OpenBox;
  readonly onOpen: (location: string) => void;
}

function RecognitionLine({ box, onOpen }: RecognitionLineProps) {
  const { recognition, isJudged, asks, answer } = box;
  if (recognition.kind === "empty") return null;
  if (recognition.kind === "invalid") {
    if (!isJudged) return null;
    return (
      <p className={css.problem}>
        <TriangleAlert aria-hidden="true" />
        This can’t be opened: {recognition.reason}.
      </p>
    );
  }
  const { table, access } = recognition;
  const onAnswer = (applies: boolean) => {
    answer(applies);
    onOpen(table.location);
  };
  const [heading, ...parts] = sayRecognition(table, access, Date.now());
  const covers = access.coversTable === "all";
  return (
    <>
      <p className={covers ? css.known : css.doubtful}>
        {covers ? <Check aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
        <b>{heading}</b>
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      {covers ? null : (
        <div className={css.explain}>
          <p>{access.explanation}</p>
          {access.waysOn.length === 0 ? null : (
            <ul>
              {access.waysOn.map((way) => (
                <li key={way}>{way}</li>
              ))}
            </ul>
          )}
          <div className={css.answers}>
            {asks ? <Button onClick={() => onAnswer(true)}>It applies to every object of the table</Button> : null}
            <Button onClick={() => onAnswer(false)}>Open without it</Button>
          </div>
        </div>
      )}
    </>
  );
}
