/** Why a code, a credential or a list proves nothing. Stable; docs/spec/label-credential.md explains each, and has a vector for each. */
export const refusalCodes = [
  'NOT_A_CODE',
  'TOO_LONG',
  'FOREIGN_ADDRESS',
  'TRUNCATED',
  'TRAILING_BYTES',
  'NON_CANONICAL',
  'MALFORMED',
  'WRONG_ALGORITHM',
  'UNKNOWN_KEY',
  'BAD_SIGNATURE',
  'KEY_OUT_OF_TERM',
  'KEY_COMPROMISED',
  'WRONG_BODY',
  'TRAINING_MISMATCH',
  'WRONG_PRODUCT',
  'ROOT_UNKNOWN',
  'TRUST_ROLLBACK',
  'WRONG_STATUS_LIST',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Refusals that say that somebody made the label up or altered it; the others say that nothing was proved. */
const forged: ReadonlySet<RefusalCode> = new Set([
  'FOREIGN_ADDRESS',
  'NON_CANONICAL',
  'WRONG_ALGORITHM',
  'UNKNOWN_KEY',
  'BAD_SIGNATURE',
  'KEY_OUT_OF_TERM',
  'KEY_COMPROMISED',
  'WRONG_BODY',
  'TRAINING_MISMATCH',
  'WRONG_PRODUCT',
]);

export const saysForged = (code: RefusalCode): boolean => forged.has(code);

/** Of its words in the catalogue's messages. */
export const refusalKey = (code: RefusalCode): string => `check.refused.${code.toLowerCase().replaceAll('_', '-')}`;

/** Thrown inside the verification of one thing, and turned into a tagged result at its door (`src/verifier`). */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}
