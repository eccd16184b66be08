import { createHmac } from 'node:crypto';
import type { Founder, NewOrganisation } from './new-organisation.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Parts } from './parts.ts';

/** What a maker gives who is not here yet. */
export type Joining = { readonly name: string; readonly email: string };

/** Whoever asks again for the same address sooner gets the same answer and no second message. */
const onceIn = 15 * 60;

/**
 * A maker makes its own organisation: the link goes to the address, and the answer is the same whether the address has an account or not. Counted as an attempt to
 * sign in from where it comes. Threat: a form that floods somebody's mailbox.
 */
export async function joinMaker(
  { config, limits, tell }: Parts,
  create: (given: NewOrganisation, by: Founder) => Promise<unknown>,
  { name, email }: Joining,
  address: string,
  language: string | null,
): Promise<Outcome<null>> {
  const wait = await limits.fromAddress(address);
  if (wait !== null) {
    await tell({ actor: null, action: 'lock-out', target: null, outcome: 'TOO_MANY_ATTEMPTS', address });
    return refused('TOO_MANY_ATTEMPTS', wait);
  }
  const to = email.trim().toLowerCase();
  const key = createHmac('sha256', config.secret).update(`join:${to}`).digest('base64url');
  if (await limits.once(key, onceIn)) await create({ name, kind: 'maker', administrator: { email: to } }, { actor: null, language });
  return done(null);
}
