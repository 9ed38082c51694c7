// What a pasted credential is, in words that may be shown: nothing here is secret.

export type AccessKind = "public" | "azure-sas" | "cloudfront" | "s3-presigned" | "gcs-signed" | "token";

export interface AccessDescription {
  readonly kind: AccessKind;
  /** A heading: `Azure SAS`. */
  readonly label: string;
  /** What it opens: `container lake`, `one object`. */
  readonly scope: string;
  /** `read`, `list` and so on, where the credential tells. */
  readonly rights: readonly string[];
  /** Milliseconds since 1970 UTC; undefined where it does not end or does not tell. */
  readonly expiresMs: number | undefined;
  /** "ask": only the user knows. "none": it can't read this table at all. */
  readonly coversTable: "all" | "one-object" | "ask" | "none";
  /** One or two sentences. */
  readonly explanation: string;
  /** What the user can do where it does not cover the table. */
  readonly waysOn: readonly string[];
}

/** A description, and the prefix of addresses that the credential opens; undefined where it opens no table. */
export interface DetectedAccess extends AccessDescription {
  readonly grantScope: string | undefined;
}

export const copyToFolder = "Copy the table's folder to this computer and drop it here.";
export const makePublic = "Make the objects readable without a signature, where the data may be public.";
