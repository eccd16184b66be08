// `import { verify } from 'iqs/verify'`: verifying in browsers and in Node, with nothing but the platform (WebCrypto, DecompressionStream).
import type { Platform } from '../verifier/platform.ts';
import type { Refused } from '../verifier/refused.ts';
import { type GenuineLabel, type VerifyInput, verifyLabel } from '../verifier/verify-label.ts';

export { typedCode } from '../credential/printed-code.ts';
export { statusListUrl, statusPlace, statusPurposes } from '../credential/status-place.ts';

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

export type { GenuineLabel, Refused, VerifyInput };
