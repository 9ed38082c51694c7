// Local folders that the user opened to this page, however the browser hands them over.

/** Where a local folder's bytes come from. */
export type FolderGrant =
  | { readonly kind: "handle"; readonly handle: FileSystemDirectoryHandle }
  /** `path` is relative to the folder, with `/` between its parts. */
  | { readonly kind: "files"; readonly files: readonly { readonly path: string; readonly file: File }[] };
