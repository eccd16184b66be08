import { createHmac } from 'node:crypto';

/** One delivery: its id stays the same over every attempt, so that a receiver can drop what it has seen. */
export type WebhookMessage = {
  readonly id: string /** Seconds since 1970, of the attempt. */;
  readonly timestamp: number;
  readonly body: string;
};

/**
 * The headers of a delivery by the Standard Webhooks convention: HMAC-SHA-256 over `id.timestamp.body`, as `v1,` and base64. `secret`: `whsec_` and base64. Several secrets
 * give several signatures, so that one can be replaced without a gap.
 */
export function signWebhook({ id, timestamp, body }: WebhookMessage, secrets: readonly string[]): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
