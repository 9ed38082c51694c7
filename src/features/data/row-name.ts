import type { RowOrigin } from "./row-blocks.ts";

/** A row's name, which outlives a change of the order: its file (first 8 hex digits of the key's SHA-256) and place in it. */
export interface RowName {
  readonly fileHash: string;
  readonly position: number;
}

export function nameRow({ source, position }: RowOrigin): RowName {
  return { fileHash: source.fileHash, position };
}

export function isSameRow(a: RowName | undefined, b: RowName | undefined): boolean {
  return a?.fileHash === b?.fileHash && a?.position === b?.position;
}
