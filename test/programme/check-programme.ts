import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Authority, logSigner, openAuthority } from '../../src/adapters/authority/authority.ts';
import { readRegister } from '../../src/adapters/authority/read-register.ts';
import { checkJournal } from '../../src/adapters/database/check-journal.ts';
import type { Database } from '../../src/adapters/database/database.ts';
import type { EvidenceStore } from '../../src/adapters/evidence-store/evidence-store.ts';
import { caseIn, readCaseEvents } from '../../src/adapters/programme/case-store.ts';
import { readAll } from '../../src/adapters/programme/read-all.ts';
import { webhookJobKind } from '../../src/adapters/programme/webhook-job.ts';
import { folderReader } from '../../src/adapters/register/folder-reader.ts';
import { registerTools } from '../../src/adapters/register/register-tools.ts';
import type { TrustAnchor } from '../../src/adapters/trust-anchor.ts';
import { siteReader } from '../../src/adapters/verify/site-reader.ts';
import { verifyAtSite } from '../../src/adapters/verify/verify-at-site.ts';
import { compactJson } from '../../src/foundation/compact-json.ts';
import type { Case } from '../../src/model/case.ts';
import { applyEvent } from '../../src/programme/apply-event.ts';
import type { CaseEvent } from '../../src/programme/case-event.ts';
import { fsck } from '../../src/register/fsck.ts';
import { labelHistory, type PlacedEntry } from '../../src/register/label-history.ts';
import type { Ending, Played } from './certify.ts';

type Kept = { readonly case: Case; readonly events: readonly CaseEvent[] };

/** The journal's chain is whole, folds to the cases as they stand, and holds every act that was told done once, and no other act of a person. */
export async function checkActs({ db }: Database, played: readonly Played[]): Promise<ReadonlyMap<string, Kept>> {
  const check = await checkJournal(db);
  assert.ok(check.ok, JSON.stringify(check));
  const rows = await db.selectFrom('cases').selectAll().execute();
  assert.deepEqual(rows.map(({ id }) => id).sort(), played.map(({ id }) => id).sort(), 'cases that were opened, and told of');
  const kept = new Map<string, Kept>();
  for (const row of rows) {
    const events = await readCaseEvents(db, row.id);
    const folded = events.reduce<Case | null>((before, event) => applyEvent(before, event, row.id), null);
    assert.equal(folded === null ? '' : compactJson(folded), row.content, `${row.id}: the projection is the fold of its events`);
    const told = played.find(({ id }) => id === row.id)?.told ?? [];
    const acts = events.flatMap(({ name, by }, at) =>
      by.kind === 'person' ? [{ case: row.id, act: name, by: by.person, version: at + 1 }] : [],
    );
    assert.deepEqual(acts, told, `${row.id}: acts in the journal, and acts told done`);
    kept.set(row.id, { case: caseIn(row), events });
  }
  return kept;
}

/** Every file that was told finished is in the store under its digest, and bound to its case. */
export async function checkEvidence({ db }: Database, store: EvidenceStore, played: readonly Played[]): Promise<void> {
  const sound = new Set<string>();
  for (const { id, files } of played)
    for (const sha256 of files) {
      const bound = await db.selectFrom('case_evidence').select('bytes').where('case_id', '=', id).where('sha256', '=', sha256).execute();
      assert.equal(bound.length, 1, `${id} ${sha256}`);
      if (sound.has(sha256)) continue;
      assert.equal((await readAll(await store.get(sha256, { verify: true }))).length, bound[0]?.bytes);
      sound.add(sha256);
    }
}

const standings: Readonly<Record<Exclude<Ending, 'refused'>, string>> = {
  'in-force': 'in-force',
  suspended: 'suspended',
  reduced: 'in-force',
  withdrawn: 'withdrawn',
  terminated: 'withdrawn',
};

/** Where the programme keeps its register, and where it answers. */
type Published = { readonly authority: string; readonly at: string };

/** One number a granted case, without a gap; each issued once; the register stands where the cases do; what is published verifies. */
export async function checkRegister(published: Published, kept: ReadonlyMap<string, Kept>, played: readonly Played[]): Promise<void> {
  const authority = openAuthority(published.authority);
  const reader = folderReader(authority.register);
  const found = await fsck(reader, { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, registerTools);
  assert.deepEqual(found.findings, []);
  const entries = new Map<string, PlacedEntry[]>();
  let index = 0;
  for await (const entry of readRegister(authority, reader)) {
    if ('number' in entry) entries.set(entry.number, [...(entries.get(entry.number) ?? []), { entry, index } as PlacedEntry]);
    index += 1;
  }
  const granted = played.filter(({ ending }) => ending !== 'refused');
  const numbers = granted.map(({ id }) => kept.get(id)?.case.certificate?.number ?? '').sort();
  assert.deepEqual(
    numbers.map((number) => Number(number.split('-')[2])),
    granted.map((_, at) => at + 1),
    'consecutive numbers',
  );
  assert.deepEqual([...entries.keys()].sort(), numbers);
  for (const { id, ending } of granted) {
    const { case: of } = kept.get(id) as Kept;
    const number = of.certificate?.number ?? '';
    const own = entries.get(number) ?? [];
    assert.equal(own.filter(({ entry }) => entry.event === 'issued').length, 1, `${number} issued`);
    assert.deepEqual(
      own.map(({ entry }) => entry.event),
      entriesFor(ending),
      number,
    );
    const { standing } = labelHistory(number, own);
    assert.equal(standing?.state, standings[ending as keyof typeof standings], `${number} stands in the register`);
    assert.equal(standing?.letter, of.certificate?.letter, number);
    assert.equal(of.state, ending, id);
    await checkLabel(authority, published.at, number, standing?.state ?? '');
  }
  assert.deepEqual(
    readdirSync(join(authority.publicFolder, 'labels'))
      .filter((name) => !name.endsWith('.new'))
      .sort(),
    numbers,
  );
}

function entriesFor(ending: Ending): readonly string[] {
  const first = ['issued'];
  if (ending === 'in-force' || ending === 'refused') return first;
  if (ending === 'withdrawn') return [...first, 'withdrawn'];
  if (ending === 'suspended') return [...first, 'suspended'];
  return [...first, 'suspended', 'reinstated', ending === 'reduced' ? 'reduced' : 'withdrawn'];
}

/** Complete, genuine, and of the same standing by what the programme answers: its status lists and receipts. */
async function checkLabel({ publicFolder }: Authority, at: string, number: string, standing: string): Promise<void> {
  const folder = join(publicFolder, 'labels', number);
  const names = readdirSync(folder);
  for (const name of ['credential.jwt', 'code.txt', 'claims.json']) assert.ok(names.includes(name), `${number} ${name}`);
  assert.equal(names.filter((name) => name.endsWith('.svg')).length, 16, `${number}: ${names.join(' ')}`);
  const anchor = JSON.parse(readFileSync(join(publicFolder, 'trust.json'), 'utf8')) as TrustAnchor;
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const verdict = await verifyAtSite(anchor, siteReader(at), { text: readFileSync(join(folder, 'credential.jwt'), 'utf8'), now });
  assert.equal(verdict.outcome, 'genuine', `${number} ${JSON.stringify(verdict)}`);
  if (verdict.outcome === 'genuine') assert.equal(verdict.standing, standing, number);
}

/** No job is dead, and none waits that is not scheduled. */
export async function checkJobs({ db }: Database): Promise<void> {
  const { rows } = await sql<{ name: string; state: string; output: unknown }>`SELECT name, state::text, output FROM pgboss.job
    WHERE name NOT LIKE '\\_\\_pgboss%' AND state::text <> 'completed' AND start_after <= now()`.execute(db);
  assert.deepEqual(rows, []);
}

/** Deliveries that a receiver failed are tried again after minutes and hours: now, then. */
export async function hurryDeliveries({ db }: Database): Promise<void> {
  await sql`UPDATE pgboss.job SET start_after = now()
    WHERE name = ${webhookJobKind.name} AND state IN ('created', 'retry') AND start_after > now()`.execute(db);
}

/** The messages that a receiver took: bodies by message id. */
export type Taken = ReadonlyMap<string, readonly string[]>;

/** Each change was told at least once, under one message id, and in the same words when told again. */
export function checkMessages(taken: Taken, kept: ReadonlyMap<string, Kept>): void {
  const told = new Map<string, string>();
  for (const [message, bodies] of taken) {
    assert.equal(new Set(bodies).size, 1, `${message}: the same words each time`);
    const { type, data } = JSON.parse(bodies[0] ?? '') as { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
    if (type !== 'case.changed') continue;
    const change = `${String(data['case'])} ${String(data['version'])} ${String(data['action'])}`;
    assert.equal(told.get(change), undefined, `${change} under two message ids`);
    told.set(change, message);
  }
  const changes = [...kept].flatMap(([id, { events }]) => events.map(({ name }, at) => `${id} ${at + 1} ${name}`));
  assert.deepEqual([...told.keys()].sort(), changes.sort());
}
