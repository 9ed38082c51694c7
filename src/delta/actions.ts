// Actions, as PROTOCOL.md section "Actions" spells them. Optional fields are absent, never null.

export interface DeletionVectorDescriptor {
  readonly storageType: string;
  readonly pathOrInlineDv: string;
  readonly offset?: number;
  readonly sizeInBytes: number;
  readonly cardinality: number;
}

/** A partition value as serialized: a string, or null. Keyed by the column's physical name. */
export type PartitionValues = ReadonlyMap<string, string | null>;

export interface AddAction {
  readonly kind: "add";
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly partitionValues: PartitionValues;
  readonly size: number;
  readonly modificationTime: number;
  readonly dataChange: boolean;
  /** JSON text, parsed on demand. */
  readonly stats?: string;
  readonly tags?: ReadonlyMap<string, string>;
  readonly deletionVector?: DeletionVectorDescriptor;
  readonly baseRowId?: bigint;
  readonly defaultRowCommitVersion?: number;
  readonly clusteringProvider?: string;
}

export interface RemoveAction {
  readonly kind: "remove";
  readonly path: string;
  readonly deletionTimestamp?: number;
  readonly dataChange: boolean;
  readonly extendedFileMetadata?: boolean;
  readonly partitionValues?: PartitionValues;
  readonly size?: number;
  readonly stats?: string;
  readonly deletionVector?: DeletionVectorDescriptor;
}

export interface CdcAction {
  readonly kind: "cdc";
  readonly path: string;
  readonly partitionValues: PartitionValues;
  readonly size: number;
}

export interface MetadataAction {
  readonly kind: "metaData";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly format: { readonly provider: string; readonly options: ReadonlyMap<string, string> };
  readonly schemaString: string;
  readonly partitionColumns: readonly string[];
  readonly createdTime?: number;
  readonly configuration: ReadonlyMap<string, string>;
}

export interface ProtocolAction {
  readonly kind: "protocol";
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
  readonly readerFeatures?: readonly string[];
  readonly writerFeatures?: readonly string[];
}

export interface TxnAction {
  readonly kind: "txn";
  readonly appId: string;
  readonly version: bigint;
  readonly lastUpdated?: number;
}

export interface DomainMetadataAction {
  readonly kind: "domainMetadata";
  readonly domain: string;
  readonly configuration: string;
  readonly removed: boolean;
}

/** Free-form: writers put what they like here, so every field may be absent and values may be any JSON. */
export interface CommitInfoAction {
  readonly kind: "commitInfo";
  readonly fields: ReadonlyMap<string, unknown>;
}

export interface CheckpointMetadataAction {
  readonly kind: "checkpointMetadata";
  readonly version: number;
  readonly tags?: ReadonlyMap<string, string>;
}

export interface SidecarAction {
  readonly kind: "sidecar";
  readonly path: string;
  readonly sizeInBytes: number;
  readonly modificationTime: number;
}

export type Action =
  | AddAction
  | RemoveAction
  | CdcAction
  | MetadataAction
  | ProtocolAction
  | TxnAction
  | DomainMetadataAction
  | CommitInfoAction
  | CheckpointMetadataAction
  | SidecarAction;
