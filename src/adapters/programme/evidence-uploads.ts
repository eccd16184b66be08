/** A file on its way into the evidence store of one case. */
export type Upload = {
  readonly id: string;
  readonly case: string;
  /** SHA-256, lower-case hex, as announced; looked at when the file is finished. */
  readonly sha256: string;
  readonly bytes: number;
  /** Bytes that are kept. */
  readonly received: number;
  /** True: checked, and evidence can name it. */
  readonly complete: boolean;
};

/** Resumable uploads into the store of a case, and what comes out of it. Who may is asked by the caller. */
export type EvidenceUploads = {
  /** The same file for the same case is the same upload, wherever it stands. Refused: `EVIDENCE_TOO_LARGE`. */
  begin(caseId: string, file: { readonly sha256: string; readonly bytes: number }): Promise<Upload>;
  /** Null: no such upload. */
  status(id: string): Promise<Upload | null>;
  /** Appends. Refused: `EVIDENCE_OFFSET` where `offset` is not what was received so far, `EVIDENCE_TOO_LONG` beyond the announced length. */
  write(id: string, offset: number, chunk: Uint8Array): Promise<Upload>;
  /** Refused: `EVIDENCE_INCOMPLETE`; `EVIDENCE_DIGEST` where the bytes are not the announced ones, which are then dropped. */
  finish(id: string): Promise<Upload>;
  /**
   * Whether these very bytes were uploaded for this case. Threat: who knows a digest names another applicant's firmware as evidence of a case of his own, and downloads it.
   */
  holds(caseId: string, sha256: string, bytes: number): Promise<boolean>;
  /** Null: not in the store. */
  read(caseId: string, sha256: string): Promise<ReadableStream<Uint8Array> | null>;
};
