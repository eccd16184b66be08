import { z } from 'zod';

/** Threat: a name that breaks out of its line, or reorders what stands beside it in a report or on a label. */
export const lineSchema = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'one line of text');
