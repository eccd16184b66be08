import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../foundation/user-error.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** trust.json: the scheme owner's public keys, where the public site is, and a trust list to begin with. Whoever hands it to you, you trust. */
const schema = z.strictObject({
  iqs: z.literal('trust-anchor/1'),
  site: z.string().regex(/^https:\/\/\S+\/$/),
  roots: z
    .array(z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }))
    .min(1)
    .max(10),
  trustList: z.string().max(1_000_000),
});
export type TrustAnchor = z.infer<typeof schema>;

/** Refused: `TRUST_MISSING`, `TRUST_INVALID`. */
export function readTrustAnchor(path: string): TrustAnchor {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UserError(
      'TRUST_MISSING',
      'no trust.json that can be read',
      path,
      'get it from the scheme owner; an authority has it in public/',
    );
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success)
    throw new UserError(
      'TRUST_INVALID',
      parsed.error.issues[0]?.message ?? 'not as it should be',
      path,
      'get it again from the scheme owner',
    );
  return parsed.data;
}
