// `import { verify } from 'iqs/verify'`: verifying in browsers and in Node, with nothing but the platform (WebCrypto, DecompressionStream).
import { typedCode } from '../credential/printed-code.ts';
import { statusListUrl, statusPlace, statusPurposes } from '../credential/status-place.ts';
import type { Platform } from '../credential/verify/platform.ts';
import type { Refused } from '../credential/verify/refused.ts';
import { numberIn } from '../verifier/number-in.ts';
import { type GenuineLabel, type VerifyInput, verifyLabel } from '../verifier/verify-label.ts';

/** Reads a stream to its end, or gives up after `most` bytes. */
async function drain(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | null> {
  const out = new Uint8Array(most);
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return out.subarray(0, size);
    if (size + value.length > most) {
      await reader.cancel();
      return null;
    }
    out.set(value, size);
    size += value.length;
  }
}

const platform: Platform = {
  subtle: globalThis.crypto.subtle as unknown as Platform['subtle'],
  gunzip: async (packed, most) => {
    try {
      return await drain(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')), most);
    } catch {
      return null;
    }
  },
};

/**
 * Everything that can be said of a label in hand: genuine or refused and why, for which product, whether it still holds and as of when, whether a version is covered. Throws for
 * nothing that is handed in. docs/spec/label-credential.md says each step.
 */
export const verify = (input: VerifyInput): Promise<GenuineLabel | Refused> => verifyLabel(input, platform);

/** What a browser's address bar or a paste makes of a code, undone: white space around it, host in lower case, a slash more at the end. */
export const codeText = (typed: string): string => typedCode(typed);

/** The number that a code or credential names, before anything is verified: for looking up what it is verified with. Null: none is named. */
export const numberOf = (text: string): string | null => numberIn(text);

/** Addresses of the status lists that speak of a number, under its issuer's address of lists (`statusLists` in the trust list). */
export function statusListsOf(number: string, statusLists: string): readonly string[] {
  const { list } = statusPlace(Number(number.split('-')[2]));
  return statusPurposes.map((purpose) => statusListUrl(statusLists, purpose, list));
}

export type { GenuineLabel, Refused, VerifyInput };
