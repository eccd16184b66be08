import type { Seat } from '../../adapters/programme/desk.ts';

/** An upload that is under way, or done: then it has a digest. */
export type Upload = { readonly id: string; readonly name: string; readonly bytes: number; readonly received: number };

/**
 * Files of a case on their way into the evidence store. Refused with the codes of `EvidenceUploads`, `CASE_UNKNOWN` for a case that is not the seat's, and `STATE_FORBIDS` where the seat may
 * add nothing to it.
 */
export type UploadPort = {
  begin(seat: Seat, id: string, file: { readonly name: string; readonly bytes: number }): Promise<Upload>;
  status(seat: Seat, id: string, upload: string): Promise<Upload>;
  append(seat: Seat, id: string, upload: string, offset: number, piece: ReadableStream<Uint8Array>): Promise<Upload>;
  /** SHA-256 in lower-case hex, once every byte is there; may be asked again, as a form that was refused comes again. */
  finish(seat: Seat, id: string, upload: string): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** The bytes of a file of the case. */
  read(seat: Seat, id: string, sha256: string): Promise<ReadableStream<Uint8Array>>;
};
