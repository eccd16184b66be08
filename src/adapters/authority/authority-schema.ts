import { z } from 'zod';

const kid = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
const url = z
  .string()
  .regex(/^https:\/\/\S+\/$/)
  .max(200);

/** Where a private key is: a PEM file, by its path in the authority's folder, or a PKCS#11 token. */
const keyPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('pkcs11'),
    module: z.string().min(1),
    token: z.string().min(1),
    key: z.string().min(1),
    pinVariable: z.string().min(1),
  }),
]);
export type KeyPlace = z.infer<typeof keyPlace>;

/** authority.json: who issues, under which addresses, with which keys. Private keys are never in it. */
export const authoritySchema = z.strictObject({
  iqs: z.literal('authority/1'),
  name: z.string().min(1).max(100),
  training: z.boolean(),
  /** Address of the register's public site. */
  base: url,
  body: z.string().regex(/^[A-Z][A-Z0-9]{1,5}$/),
  codePrefix: z.string().max(60),
  /** Of the register's log, and the verifier keys of its witnesses. */
  origin: z.string().min(1),
  witnesses: z.array(z.string()).max(50),
  quorum: z.int().min(0).max(50),
  root: keyPlace,
  log: z.strictObject({ path: z.string().min(1) }),
  /** The issuer's keys, oldest first. */
  keys: z.array(z.strictObject({ kid, from: instant, until: instant, place: keyPlace })).min(1),
});
export type AuthorityFile = z.infer<typeof authoritySchema>;
