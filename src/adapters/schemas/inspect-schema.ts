import { z } from 'zod';
import type { Exhibits } from '../../model/exhibits.ts';
import { networkLists } from './network-lists.ts';
import type { SameShape } from './same-shape.ts';

const at = z.string().meta({ description: 'Where it was found: evidence name, then the path of containers and files inside it' });
const text = z.string();
const optionalText = z.string().nullable();
const natural = z.int().min(0);
const bits = natural.nullable();
const flag = z.boolean();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const evidenceKind = z.enum([
  'firmware',
  'capture',
  'app',
  'sbom',
  'document',
  'scan',
  'rootfs',
  'elf',
  'key',
  'mud',
  'record',
  'unknown',
]);

const evidence = z.object({
  name: text,
  sha256: z.union([sha256, z.literal('')]).meta({ description: 'Of a folder its tree digest; empty where its inspection was ended' }),
  bytes: natural,
  kind: evidenceKind,
});

const container = z.object({
  at,
  format: text,
  offset: natural,
  bytes: natural,
  tree: sha256.nullable().meta({ description: 'SHA-256 over the sorted lines (path, type, mode, size, digest)' }),
  status: z.enum(['unpacked', 'partial', 'unsupported', 'malformed', 'encrypted', 'limit']),
  files: natural.meta({ description: 'Regular files' }),
  detail: text,
});

const opaque = z.object({
  at,
  offset: natural,
  bytes: natural,
  entropy: z.number().min(0).max(8).meta({ description: 'Bits a byte, two decimals' }),
  guess: z.enum(['encrypted', 'compressed', 'padding', 'unknown']),
});

const system = z.object({
  at,
  family: text,
  distribution: optionalText,
  version: optionalText,
  kernel: optionalText,
  architecture: optionalText,
  endianness: z.enum(['little', 'big']).nullable(),
  bits,
});

const account = z.object({
  at,
  user: text,
  uid: z.int().nullable(),
  shell: optionalText,
  password: z.object({
    state: z.enum(['none', 'locked', 'set']).meta({ description: 'none: the empty password opens it; locked: no password can' }),
    scheme: optionalText,
    hash: optionalText,
    known: optionalText.meta({ description: 'The clear text, when it is a known one' }),
    tried: natural.meta({ description: 'How many known logins were tried' }),
  }),
});

const service = z.object({
  at,
  name: text,
  command: text,
  protocol: optionalText,
  port: natural.max(65535).nullable(),
  starts: z.enum(['boot', 'conditional', 'on-demand', 'disabled']),
});

const component = z.object({
  name: text,
  version: optionalText.meta({ description: "Upstream's" }),
  release: optionalText.meta({ description: "The packager's suffix" }),
  purl: optionalText,
  cpe: optionalText,
  at,
  method: z.enum(['package-database', 'signature', 'kernel', 'sbom', 'library-name', 'banner']),
});

const key = z.object({
  at,
  kind: text,
  bits,
  private: flag,
  encrypted: flag,
  fingerprint: sha256.nullable().meta({ description: 'SHA-256 of the SubjectPublicKeyInfo' }),
  known: flag.nullable().meta({ description: 'A public list of compromised keys has it' }),
});

const certificate = z.object({
  at,
  subject: text,
  issuer: text,
  notBefore: text,
  notAfter: text,
  key: text,
  bits,
  signature: optionalText,
  selfSigned: flag,
  ca: flag,
  sha256,
});

const secret = z.object({ at, kind: text, redacted: text });

const update = z.object({ at, kind: text, signed: flag.nullable(), algorithm: optionalText, detail: text });

const problem = z.object({ code: text, at, detail: text });

const file = z.object({
  at,
  type: text,
  mode: z
    .string()
    .regex(/^[0-7]{4}$/)
    .nullable(),
  size: natural,
  sha256: sha256.nullable(),
  target: optionalText,
});

/** What `iqs inspect --json` prints; published as docs/spec/inspect.schema.json. */
export const inspectSchema = z
  .object({
    engine: text,
    evidence: z.array(evidence),
    coverage: z.object({ bytes: natural, identified: natural, opaque: natural, unread: natural }),
    limits: z.array(z.object({ limit: text, allowed: natural, spent: natural })),
    containers: z.array(container),
    opaque: z.array(opaque),
    systems: z.array(system),
    accounts: z.array(account),
    services: z.array(service),
    components: z.array(component),
    keys: z.array(key),
    certificates: z.array(certificate),
    secrets: z.array(secret),
    updates: z.array(update),
    ...networkLists,
    problems: z.array(problem),
    files: z.array(file).nullable().meta({ description: 'Only with --files' }),
  })
  .meta({ title: 'IQS exhibits, as iqs inspect --json prints them', description: 'Fields may be added. null is absent knowledge.' });

/** Does not compile when the schema and the model part. */
true satisfies SameShape<z.infer<typeof inspectSchema>, Exhibits>;
