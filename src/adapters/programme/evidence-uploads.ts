/** A file on its way into the evidence store of one case. */
export type Upload = {
  readonly id: string;
  readonly case: string;
  /** As whoever began it calls the file; null: it was not said. */
  readonly name: string | null;
  /** SHA-256, lower-case hex: as announced, looked at when the file is finished; null: none was announced, and it is not finished. */
  readonly sha256: string | null;
  readonly bytes: number;
  /** Bytes that are kept. */
  readonly received: number;
  /** True: checked, and evidence can name it. */
  readonly complete: boolean;
};

/** `sha256` null: to be found out; `by`: the person who brings it. */
export type UploadWanted = { readonly sha256: string | null; readonly bytes: number; readonly name: string | null; readonly by: string };

/**
 * Resumable uploads into the store of a case, and what comes out of it. Who may is asked by the caller. Refused with the codes of `Uploads` (src/adapters/evidence-store/uploads.ts);
 * `UPLOAD_UNKNOWN` of an id that is none.
 */
export type EvidenceUploads = {
  /** The same announced file for the same case is the same upload, wherever it stands. Refused: `TOO_LARGE`. */
  begin(caseId: string, file: UploadWanted): Promise<Upload>;
  /** Null: no such upload. */
  status(id: string): Promise<Upload | null>;
  /**
   * Appends what comes; what came before the source broke is kept. Refused: `OFFSET_WRONG` where `offset` is not what was received so far, `TOO_LARGE` beyond the announced length,
   * `UPLOAD_BUSY` while another request appends.
   */
  write(id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<Upload>;
  /** Asked again, the same answer. Refused: `UPLOAD_UNFINISHED`; `DIGEST_WRONG` where the bytes are not the announced ones, which are then dropped. */
  finish(id: string): Promise<Upload & { readonly sha256: string }>;
  /**
   * Whether these very bytes were uploaded for this case. Threat: who knows a digest names another applicant's firmware as evidence of a case of his own, and downloads it.
   */
  holds(caseId: string, sha256: string, bytes: number): Promise<boolean>;
  /** Null: not in the store of this case. */
  read(caseId: string, sha256: string): Promise<ReadableStream<Uint8Array> | null>;
};
