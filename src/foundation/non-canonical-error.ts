import { DecodeError } from './decode-error.ts';

/** A second spelling of a value that has only one where things are signed: malformed, and worth telling apart from what is no value at all. */
export class NonCanonicalError extends DecodeError {
  constructor(message: string, offset: number | null = null) {
    super('malformed', message, offset);
    this.name = 'NonCanonicalError';
  }
}
