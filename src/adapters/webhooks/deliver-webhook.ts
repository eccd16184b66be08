import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkWebhookUrl, type WebhookRules } from './check-webhook-url.ts';
import { isPublicAddress } from './is-public-address.ts';
import { signWebhook, type WebhookMessage } from './sign-webhook.ts';

/** What an attempt came to. `gone`: the receiver wants no more (410). */
export type Delivery =
  | { readonly kind: 'delivered'; readonly status: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly status: number | null; readonly why: string };

const waitMs = 10_000;

/**
 * One attempt. No redirect is followed and nothing of the answer but its status is read. The address is checked by the very look-up that the connection uses.
 * Threat: a name that was public when it was registered or checked, and leads inside a moment later (DNS rebinding).
 */
export async function deliverWebhook(
  url: string,
  message: WebhookMessage,
  secrets: readonly string[],
  rules: WebhookRules,
): Promise<Delivery> {
  try {
    const to = await checkWebhookUrl(url, rules);
    const status = await post(to, message.body, { 'content-type': 'application/json', ...signWebhook(message, secrets) }, rules);
    if (status === 410) return { kind: 'gone' };
    return status >= 200 && status < 300 ? { kind: 'delivered', status } : { kind: 'failed', status, why: `answered ${status}` };
  } catch (error) {
    return { kind: 'failed', status: null, why: error instanceof Error ? error.message.slice(0, 200) : 'no answer' };
  }
}

function post(to: URL, body: string, headers: Readonly<Record<string, string>>, rules: WebhookRules): Promise<number> {
  const request = to.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(waitMs);
    const sent = request(to, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(rules.allowedHosts.includes(to.hostname) ? {} : { lookup: checkedLookup }),
      signal,
      agent: false,
    });
    sent.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const checkedLookup: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    const isOpen = addresses.every(({ address }) => isPublicAddress(address));
    if (!isOpen || addresses.length === 0) return done(new Error('it leads into a private network'), []);
    const [first] = addresses;
    return options.all === true ? done(null, addresses) : done(null, first?.address ?? '', first?.family);
  });
};
