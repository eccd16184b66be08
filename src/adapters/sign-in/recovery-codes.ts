import { createHmac } from 'node:crypto';

const mark = 'hmac:';

/**
 * How recovery codes are kept: as HMAC-SHA-256 under the secret of the sessions. The codes are random, 20 characters of 62 (119 bits), so that no slow hash is
 * needed (ASVS 5.0, 6.5.2). The library compares what stands in the list with what is given, so the given code is turned into its digest before it gets there.
 */
export function recoveryCodes(secret: string): {
  readonly digest: (code: string) => string;
  readonly store: { readonly encrypt: (codes: string) => Promise<string>; readonly decrypt: (codes: string) => Promise<string> };
} {
  const digest = (code: string): string => `${mark}${createHmac('sha256', secret).update(`recovery:${code.trim()}`).digest('base64url')}`;
  return {
    digest,
    store: {
      // After a code was used the rest comes back through here, as digests already.
      encrypt: async (codes) =>
        JSON.stringify((JSON.parse(codes) as string[]).map((code) => (code.startsWith(mark) ? code : digest(code)))),
      decrypt: async (codes) => codes,
    },
  };
}

/** Characters of one code. */
export const recoveryCodeLength = 20;
