import { lookup } from 'node:dns/promises';
import { UserError } from '../../foundation/user-error.ts';
import { normaliseAddress } from '../endpoint/address-rules.ts';
import { isPublicAddress } from './is-public-address.ts';

/** `privateNetworks`: also plain http and one's own network, for a programme inside one. */
export type WebhookRules = { readonly privateNetworks: boolean };

/**
 * An address that deliveries may go to, looked at when it is registered and, by `deliverWebhook`, at each connection again. Refused: `WEBHOOK_ADDRESS`: no https, credentials in it, a name
 * without an address, or one that leads into a private network.
 */
export async function checkWebhookUrl(text: string, { privateNetworks }: WebhookRules): Promise<URL> {
  const refuse = (what: string): UserError => new UserError('WEBHOOK_ADDRESS', what, text.slice(0, 200), 'give a public https address');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && !(privateNetworks && url.protocol === 'http:'))) throw refuse('no https address');
  if (url.username !== '' || url.password !== '') throw refuse('credentials in an address');
  if (privateNetworks) return url;
  const literal = normaliseAddress(url.hostname);
  const addresses = literal === null ? await lookup(url.hostname, { all: true }).catch(() => []) : [{ address: literal }];
  if (addresses.length === 0) throw refuse('a name without an address');
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw refuse('it leads into a private network');
  return url;
}
