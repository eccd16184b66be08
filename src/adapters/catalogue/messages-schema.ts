import { z } from 'zod';

/** messages/<tag>.yaml: a language's own name and its texts by flat, dotted key. */
export const messagesSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
  name: z.string().min(1),
  texts: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.string()),
});
