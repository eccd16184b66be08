/** What a webhook tells of; the case itself is read through the API, by who may. */
export const webhookTopics = ['case.changed', 'case.due', 'certificate.changed'] as const;
export type WebhookTopic = (typeof webhookTopics)[number];

/** Where an organisation wants to be told. */
export type Webhook = {
  readonly id: string;
  readonly organisation: string;
  readonly url: string;
  readonly topics: readonly WebhookTopic[];
  readonly createdAt: string;
  /** What the last attempt came to; null: there was none. */
  readonly last: { readonly at: string; readonly outcome: 'delivered' | 'failed'; readonly status: number | null } | null;
  /** Since when and why it is told nothing any more; null: it is told. A ping that arrives enables it again. */
  readonly disabled: { readonly at: string; readonly why: string } | null;
};

export type Webhooks = {
  list(organisation: string): Promise<readonly Webhook[]>;
  /** `secret`: `whsec_…`, shown once. Refused: `WEBHOOK_ADDRESS`, `WEBHOOK_TOO_MANY`. */
  create(
    organisation: string,
    wanted: { readonly url: string; readonly topics: readonly WebhookTopic[] },
  ): Promise<{ readonly webhook: Webhook; readonly secret: string }>;
  /** False: the organisation has none of this id. */
  remove(organisation: string, id: string): Promise<boolean>;
  /** Puts a delivery that says nothing into the queue. False: the organisation has none of this id. */
  ping(organisation: string, id: string): Promise<boolean>;
};
