/** What is kept: the SHA-256 of its bytes, lower-case hexadecimal, and their number. */
export type StoredEvidence = { readonly sha256: string; readonly bytes: number };

export type PutOptions = {
  /** `TOO_LARGE` above it. */
  readonly maxBytes?: number;
  /** The file given is ours and need not stay where it is. */
  readonly mayMove?: boolean;
};

export type GetOptions = {
  /** The first byte. */
  readonly from?: number;
  /** The byte after the last. */
  readonly to?: number;
  /** `EVIDENCE_DAMAGED`, after the last byte, when they are not what was put; only without `from` and `to`. */
  readonly verify?: boolean;
};

/**
 * Evidence by its digest: the same bytes are there once, whoever brings them, and a name cannot be given other bytes. In constant memory whatever the size.
 * Who may see what is not its business. `EVIDENCE_STORE_UNREACHABLE` where a store over the network does not answer or does not let us in.
 */
export type EvidenceStore = {
  /** Bytes, or the path of a file. When this is done they outlive a power cut. */
  readonly put: (source: AsyncIterable<Uint8Array> | string, options?: PutOptions) => Promise<StoredEvidence>;
  /** `EVIDENCE_UNKNOWN`. */
  readonly get: (sha256: string, options?: GetOptions) => Promise<AsyncIterable<Uint8Array>>;
  /** The number of bytes; null: it is not there. */
  readonly has: (sha256: string) => Promise<number | null>;
  /** Done when it is not there. */
  readonly remove: (sha256: string) => Promise<void>;
  /** All of it, in no order. */
  readonly list: () => AsyncIterable<StoredEvidence>;
};
