import { type SigningToken, signingToken } from '../../issuance/signing-token.ts';
import type { JobFolder } from './job-folder.ts';

/** What is about to be signed, and the digest that its token is for. */
export type ToSign = { readonly subject: string; readonly content: object };

/**
 * What a job signed before, or signs now: stored as it will be signed, a token made and used up, signed, stored. A token that was used up without a signature to show for
 * it is replaced: whoever calls this has linted again meanwhile. `T` is kept as JSON.
 */
export async function signOnce<T>(
  job: JobFolder,
  { subject, content }: ToSign,
  sign: (token: SigningToken) => Promise<T>,
  onStep?: (step: 'stored' | 'token' | 'token-used' | 'signed') => void,
): Promise<T> {
  const before = job.read('signed.json') as T | null;
  if (before !== null) return before;
  job.write('to-sign.json', { ...content, subject });
  onStep?.('stored');
  job.write('token.json', subject);
  onStep?.('token');
  const token = signingToken(subject, String(job.consume('token.json')));
  onStep?.('token-used');
  const signed = await sign(token);
  job.write('signed.json', signed);
  onStep?.('signed');
  return signed;
}
