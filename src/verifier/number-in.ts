import { decodeCoseSign1 } from '../credential/cose-sign1.ts';
import { readJws } from '../credential/jws.ts';
import { longestCredential, readCredentialPayload } from '../credential/label-credential.ts';
import { splitCode } from '../credential/printed-code.ts';
import { decodePrinted } from '../credential/printed-statement.ts';
import { Refusal } from '../credential/refusal.ts';

/** The number that a code or a credential names, before anything is verified: good for looking up what is to be verified with, and for nothing else. Null: none is named. */
export function numberIn(text: string): string | null {
  try {
    if (text.includes('/')) return decodePrinted(decodeCoseSign1(splitCode(text).statement).payload).number;
    return readCredentialPayload(readJws(text, 'vc+jwt', longestCredential).payload).claims.number;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
