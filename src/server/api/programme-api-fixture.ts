import { createHash } from 'node:crypto';
import { loadCatalogue } from '../../adapters/catalogue/load-catalogue.ts';
import type { ApiToken } from '../../adapters/programme/api-tokens.ts';
import { type Caller, type Scope, scopes } from '../../adapters/programme/caller.ts';
import type { Upload } from '../../adapters/programme/evidence-uploads.ts';
import type { SeenMatter } from '../../adapters/programme/matters.ts';
import { memoryKeeping } from '../../adapters/programme/memory-keeping-fixture.ts';
import type { PublicProduct } from '../../adapters/programme/register-view.ts';
import type { KeptAnswer, RequestKey } from '../../adapters/programme/request-ledger.ts';
import type { Webhook } from '../../adapters/programme/webhooks.ts';
import { UserError } from '../../foundation/user-error.ts';
import { seats } from '../../programme/case-fixture.ts';
import { type MemoryDesk, memoryDesk } from './memory-desk-fixture.ts';
import { programmeApi } from './programme-api.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

const catalogue = await loadCatalogue();
const now = '2027-01-04T09:00:00Z';
const kindOf = { maker: 'maker', lab: 'laboratory', body: 'body' } as const;

/** `anna` is a token of that person with every scope; `anna/cases:read` has only this one. */
const callerOf = async (token: string): Promise<Caller | null> => {
  const [name = '', scope] = token.split('/');
  if (!Object.hasOwn(seats, name)) return null;
  const { organisation, role } = seats[name as keyof typeof seats];
  const kind = kindOf[organisation.split('-')[0] as keyof typeof kindOf];
  const roles = name === 'rob' ? ([role, 'administrator'] as const) : [role];
  return {
    person: name,
    name,
    memberships: [{ organisation, name: organisation, kind, roles }],
    scopes: scope ? [scope as Scope] : scopes,
    strong: true,
  };
};

export const product: PublicProduct = {
  number: 'IQS-BODY-0000001',
  product: 'Lumen Cam',
  model: null,
  maker: 'Lumen Works',
  category: 'camera',
  letter: 'B',
  standing: 'valid',
  issuedAt: now,
  validUntil: '2030-01-04T09:00:00Z',
  updatesUntil: null,
  scheme: { id: 'iqs', vintage: '2027' },
  parts: [{ id: 'camera', name: 'Camera', letter: 'B', versions: [{ version: '2.1', hardware: null }] }],
  files: [],
};

const sample = {
  year: 2027,
  root: 'ab'.repeat(32),
  size: 9,
  percent: 4,
  byRisk: [],
  byDraw: [{ number: product.number, hash: 'cd'.repeat(32) }],
  by: 'sam',
  at: now,
};

export type ApiFixture = ProgrammeApiDeps & {
  readonly desk: MemoryDesk;
  readonly app: ReturnType<typeof programmeApi>;
  readonly faults: unknown[];
  /** Seconds that the next request is told to wait; whether a signature is believed. */
  readonly knobs: { wait: number | null; present: boolean };
};

/** The API over memory: what a server gives it, with the real machine behind it. */
export function apiFixture(other: Partial<Omit<ProgrammeApiDeps, 'desk'>> = {}): ApiFixture {
  const faults: unknown[] = [];
  const knobs: ApiFixture['knobs'] = { wait: null, present: true };
  const desk = memoryDesk(now);
  const deps: ProgrammeApiDeps & { readonly desk: MemoryDesk } = {
    catalogue,
    version: '0.0.0',
    origin: 'http://programme.test',
    callerOf,
    limit: async () => knobs.wait,
    addressOf: () => '192.0.2.1',
    requests: ledger(),
    uploads: uploads(),
    presenceOf: async () => (knobs.present ? { assertion: null } : null),
    progress: async () => ({ done: 1, total: 3, note: 'firmware.bin' }),
    ...people(),
    keeping: memoryKeeping([{ id: 'lab-1', name: 'lab-1', kind: 'laboratory', authorisation: null, waits: false }], ['iqs'], () => now)
      .keeping,
    surveillance: {
      samples: async () => [sample],
      drawSample: async () => sample,
      restingOn: async (_seat, probe) => [
        { case: 'case-1', number: product.number, product: probe, verdicts: [{ part: 'camera', criterion: 'no-shell', verdict: 'pass' }] },
      ],
    },
    register: {
      search: async ({ text }) => ({ items: product.product.includes(text ?? '') ? [product] : [], next: null }),
      product: async (number) => (number === product.number ? product : null),
      history: async (number) => (number === product.number ? [{ index: 3, at: now, event: 'issued', words: null }] : null),
    },
    pollMs: 1,
    report: (error) => {
      faults.push(error);
    },
    ...other,
    desk,
  };
  return { ...deps, app: programmeApi(deps), faults, knobs };
}

function ledger(): ProgrammeApiDeps['requests'] {
  const kept = new Map<string, { digest: string; answer: KeptAnswer | null }>();
  const nameOf = ({ actor, route, key }: RequestKey): string => `${actor} ${route} ${key}`;
  return {
    begin: async (key, digest) => {
      const found = kept.get(nameOf(key));
      if (found === undefined) kept.set(nameOf(key), { digest, answer: null });
      if (found === undefined) return { kind: 'new', claim: 'claim' };
      if (found.digest !== digest) return { kind: 'other' };
      return found.answer === null ? { kind: 'running' } : { kind: 'answered', answer: found.answer };
    },
    finish: async (key, _claim, answer) => {
      kept.set(nameOf(key), { digest: kept.get(nameOf(key))?.digest ?? '', answer });
    },
    finishIn: async () => undefined,
    forget: async (key) => {
      kept.delete(nameOf(key));
    },
  };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function uploads(): ProgrammeApiDeps['uploads'] {
  const kept = new Map<string, { upload: Upload; bytes: Uint8Array }>();
  const find = (id: string): { upload: Upload; bytes: Uint8Array } => kept.get(id) as never;
  const store = (upload: Upload, bytes: Uint8Array): Upload => {
    kept.set(upload.id, { upload, bytes });
    return upload;
  };
  return {
    begin: async (caseId, file) => {
      const id = `up-${caseId}-${file.sha256?.slice(0, 12)}`;
      const { sha256: announced, bytes, name } = file;
      return (
        kept.get(id)?.upload ?? store({ id, case: caseId, sha256: announced, bytes, name, received: 0, complete: false }, new Uint8Array())
      );
    },
    status: async (id) => kept.get(id)?.upload ?? null,
    write: async (id, offset, source) => {
      const { upload, bytes } = find(id);
      if (offset !== upload.received) throw new UserError('OFFSET_WRONG', 'another offset', `${upload.received}`, 'go on from there');
      const chunks: Uint8Array[] = [];
      for await (const each of source) chunks.push(each);
      const chunk = Buffer.concat(chunks);
      return store({ ...upload, received: offset + chunk.length }, Buffer.concat([bytes, chunk]));
    },
    finish: async (id) => {
      const { upload, bytes } = find(id);
      if (upload.received < upload.bytes) throw new UserError('UPLOAD_UNFINISHED', 'bytes are missing', id, 'send the rest');
      if (sha256(bytes) !== upload.sha256) throw new UserError('DIGEST_WRONG', 'other bytes', id, 'send them again');
      return { ...store({ ...upload, complete: true }, bytes), sha256: sha256(bytes) };
    },
    holds: async (caseId, digest, bytes) =>
      [...kept.values()].some(({ upload: u }) => u.case === caseId && u.sha256 === digest && u.bytes === bytes && u.complete),
    read: async (caseId, digest) => {
      const found = [...kept.values()].find(({ upload: u }) => u.case === caseId && u.sha256 === digest && u.complete);
      return found === undefined ? null : (new Blob([found.bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>);
    },
  };
}

function people(): Pick<ProgrammeApiDeps, 'tokens' | 'webhooks' | 'matters'> {
  const [tokens, webhooks, matters] = [new Map<string, ApiToken>(), new Map<string, Webhook>(), new Map<string, SeenMatter>()];
  return {
    tokens: {
      list: async () => [...tokens.values()],
      create: async (_person, { name, scopes: wanted }) => {
        const token = { id: `token-${tokens.size + 1}`, name, scopes: wanted, createdAt: now, expiresAt: now, lastUsedAt: null };
        tokens.set(token.id, token);
        return { token, secret: 'iqs_secret' };
      },
      revoke: async (_person, id) => tokens.delete(id),
    },
    webhooks: {
      list: async () => [...webhooks.values()],
      create: async (organisation, { url, topics }) => {
        const webhook = { id: `hook-${webhooks.size + 1}`, organisation, url, topics, createdAt: now, last: null, disabled: null };
        webhooks.set(webhook.id, webhook);
        return { webhook, secret: 'whsec_c2VjcmV0' };
      },
      remove: async (_organisation, id) => webhooks.delete(id),
      ping: async (_organisation, id) => webhooks.has(id),
    },
    matters: {
      lodge: async (_seat, { kind, about, words, name, email, language }) => {
        const matter: SeenMatter = {
          id: `matter-${matters.size + 1}`,
          kind,
          state: 'lodged',
          number: about,
          case: null,
          words,
          lodgedAt: now,
          since: now,
          reporter: { name, email, language },
          decision: null,
          appeal: null,
          clocks: [{ kind: 'reply', due: now }],
          allowed: ['acknowledge', 'take-in-hand'],
        };
        matters.set(matter.id, matter);
        return matter;
      },
      list: async () => ({ items: [...matters.values()], next: null }),
      read: async (_seat, id) => matters.get(id) ?? null,
      act: async (_seat, id, { name }) => {
        const matter = matters.get(id);
        if (matter === undefined) throw new UserError('MATTER_UNKNOWN', 'no such matter', id, 'look at the list');
        if (name !== 'acknowledge') throw new UserError('CONFLICT_CASE', 'had to do with the case', id, 'somebody else must');
        return { ...matter, state: 'acknowledged', allowed: ['take-in-hand'] };
      },
    },
  };
}
