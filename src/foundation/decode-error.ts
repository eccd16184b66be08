/**
 * Why bytes could not be decoded. Truncated, malformed, unsupported, encrypted and limit are different answers and never merged;
 * `internal` is a defect of ours, reported like the rest so that one bad item neither stops the run nor disappears.
 */
export type DecodeCode = 'truncated' | 'malformed' | 'unsupported' | 'encrypted' | 'limit' | 'internal';

/** The one error family every decoder throws. Tests and callers look at `code`, never at the message. */
export class DecodeError extends Error {
  readonly code: DecodeCode;
  /** Where in the decoder's input, in bytes; null where no single offset is to blame. */
  readonly offset: number | null;

  constructor(code: DecodeCode, message: string, offset: number | null = null) {
    super(message);
    this.name = 'DecodeError';
    this.code = code;
    this.offset = offset;
  }
}

/** Decoders throw one error family; anything else is our own defect, and shown as such. */
export function asDecodeError(error: unknown): DecodeError {
  return error instanceof DecodeError
    ? error
    : new DecodeError('internal', error instanceof Error ? `${error.name}: ${error.message}` : 'not an error');
}
