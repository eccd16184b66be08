import type { Outcome } from './outcome.ts';
import type { Presence } from './presence.ts';

/** What is kept of a presence: `assertion` is a `PasskeySignature` as JSON, which anybody can check; null where a code was shown, which proves nothing to others. */
export type ConfirmedPresence = { readonly assertion: string | null };

/** Null: nothing shows that the person was there. */
export const confirmedPresence = (outcome: Outcome<Presence>): ConfirmedPresence | null =>
  outcome.ok ? { assertion: outcome.value.by === 'passkey' ? JSON.stringify(outcome.value.signature) : null } : null;
