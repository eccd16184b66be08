import { randomBytes } from 'node:crypto';

/** A secret of 32 bytes as Standard Webhooks writes one. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
