import { lookup } from 'node:dns/promises';
import { UserError } from '../../foundation/user-error.ts';
import { normaliseAddress } from '../endpoint/address-rules.ts';
import { isPublicAddress } from './is-public-address.ts';

/** `allowedHosts`: names or addresses as they stand in a url, of receivers in the operator's own network: they may be private, and be spoken to over plain http. */
export type WebhookRules = { readonly allowedHosts: readonly string[] };

/**
 * An address that deliveries may go to, looked at when it is registered and, by `deliverWebhook`, at each connection again. Refused: `WEBHOOK_ADDRESS`: no https, credentials in it, a name
 * without an address, or one that leads into a private network.
 */
export async function checkWebhookUrl(text: string, { allowedHosts }: WebhookRules): Promise<URL> {
  const refuse = (what: string): UserError => new UserError('WEBHOOK_ADDRESS', what, text.slice(0, 200), 'give a public https address');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isAllowed = url !== null && allowedHosts.includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:'))) throw refuse('no https address');
  if (url.username !== '' || url.password !== '') throw refuse('credentials in an address');
  if (isAllowed) return url;
  const literal = normaliseAddress(url.hostname);
  const addresses = literal === null ? await lookup(url.hostname, { all: true }).catch(() => []) : [{ address: literal }];
  if (addresses.length === 0) throw refuse('a name without an address');
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw refuse('it leads into a private network');
  return url;
}
