import { Refusal } from '../credential/refusal.ts';

declare const token: unique symbol;
/** Permission to sign one thing once; a store makes it after the thing is safely stored, and it is used up before the key is. */
export type SigningToken = { readonly subject: string; readonly [token]: true };

/** `consumed` is what the store got when it used the token up: only who holds that may sign. Refuses (`MALFORMED`) a token for something else. */
export function signingToken(subject: string, consumed: string): SigningToken {
  if (subject !== consumed) throw new Refusal('MALFORMED', 'a token for another label');
  return { subject } as unknown as SigningToken;
}
