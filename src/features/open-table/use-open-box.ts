import { useCallback, useRef, useState } from "react";
import type { AccessDescription } from "#storage/location/access-description.ts";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import { type Recognition, recognise } from "./recognise.ts";

export interface OpenBox {
  /** What stands in the box: a location, and a secret only while one is being typed. */
  readonly text: string;
  readonly recognition: Recognition;
  /** The access that the worker holds for what stands in the box. */
  readonly held: AccessDescription | undefined;
  /** An access that only the user can tell the reach of. */
  readonly asks: boolean;
  /** True once a mistake is worth pointing out: something was pasted, or Open was pressed. */
  readonly isJudged: boolean;
  setText(text: string): void;
  /** Sends the access that is asked about with every request, or drops it. */
  answer(covers: boolean): void;
  /** The location to open; undefined when there is none yet. */
  submit(): string | undefined;
}

/** Splits a signed location as it arrives: the location stays in the box, the secret goes to the worker. */
export function useOpenBox(onGrant: (grant: AccessGrant, label: string) => void): OpenBox {
  const [text, setShown] = useState("");
  const [recognition, setRecognition] = useState<Recognition>({ kind: "empty" });
  const [held, setHeld] = useState<AccessDescription>();
  const [isJudged, setJudged] = useState(false);
  // In a closure: what React holds can be seen by its tools.
  const pending = useRef<() => void>(undefined);
  const [asks, setAsks] = useState(false);

  const takeKnown = useCallback(
    ({ table, access }: Extract<Recognition, { kind: "known" }>, grant: AccessGrant | undefined) => {
      const give = () => {
        if (grant === undefined) return;
        onGrant(grant, access.label);
        setHeld(access);
      };
      const isAsked = access.coversTable === "ask";
      pending.current = isAsked ? give : undefined;
      setAsks(isAsked);
      setShown(table.location);
      if (access.coversTable === "all") give();
      return access.coversTable === "all" ? table.location : undefined;
    },
    [onGrant],
  );

  const take = useCallback(
    (pasted: string): string | undefined => {
      const { recognition: found, grant } = recognise(pasted);
      setRecognition(found);
      setJudged(true);
      if (found.kind === "known") return takeKnown(found, grant);
      setShown(found.kind === "invalid" ? withoutQuery(pasted) : "");
      return undefined;
    },
    [takeKnown],
  );

  const setText = useCallback(
    (next: string) => {
      setHeld(undefined);
      setAsks(false);
      const isTyped = next.length - text.length <= 1;
      if (!isTyped) {
        take(next);
        return;
      }
      setShown(next);
      setJudged(false);
      setRecognition(recognise(next).recognition);
    },
    [take, text],
  );

  const answer = useCallback((covers: boolean) => {
    if (covers) pending.current?.();
    pending.current = undefined;
    setAsks(false);
  }, []);

  const submit = useCallback((): string | undefined => {
    if (asks) return undefined;
    if (held !== undefined && recognition.kind === "known") return recognition.table.location;
    // Why an access does not open the table is read first; opening without it is a choice of its own.
    if (opensNoTable(recognition) && text === recognition.table.location) return undefined;
    return take(text);
  }, [asks, held, recognition, take, text]);

  return { text, recognition, held, asks, isJudged, setText, answer, submit };
}

function opensNoTable(recognition: Recognition): recognition is Extract<Recognition, { kind: "known" }> {
  return recognition.kind === "known" && ["one-object", "none"].includes(recognition.access.coversTable);
}

/** A text that is no location may still end in a secret. */
function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, "");
}
