import type { Sent } from './with-organisations.ts';

/** A message that did not go out is shown, for otherwise nobody could take up the invitation. */
export function placeOfInvitation(sent: Sent): string {
  const { to, text } = sent.message;
  if (sent.outcome === 'failed') return `The invitation of ${to} was not sent (${sent.reason}). Hand it on yourself:\n\n${text}`;
  return sent.file === null ? `The invitation is on its way to ${to}.` : `The invitation of ${to}: ${sent.file}`;
}
