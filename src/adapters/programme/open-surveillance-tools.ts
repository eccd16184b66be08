import { createHash } from 'node:crypto';
import { hex } from '../../foundation/hex.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import { type Case, certifiedStates } from '../../model/case.ts';
import { probes } from '../../probes/probes.generated.ts';
import { evaluatedAssessment, latestAssessment } from '../../programme/latest-assessment.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import { drawSample } from '../../surveillance/draw-sample.ts';
import { restsOnProbe } from '../../surveillance/rests-on-probe.ts';
import { type Authority, logSigner } from '../authority/authority.ts';
import { appendJournal } from '../database/append-journal.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { folderReader } from '../register/folder-reader.ts';
import { readHead } from '../register/read-log.ts';
import { caseIn } from './case-store.ts';
import type { Seat } from './desk.ts';
import { readAll } from './read-all.ts';
import type { RestingCase, SurveillanceTools, YearSample } from './surveillance-tools.ts';

export type SurveillanceParts = {
  readonly database: Pick<Database, 'db'>;
  readonly store: Pick<EvidenceStore, 'get'>;
  readonly authority: Authority;
  readonly settings: Pick<ProgrammeSettings, 'samplePercent'>;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
};

/** Half of the sample at most by risk: the lot keeps the rest honest. */
const riskPercent = 50;
const page = 100;

type Officer = Exclude<Seat, 'system'>;

export function openSurveillanceTools(parts: SurveillanceParts): SurveillanceTools {
  return {
    samples: async (seat) => {
      officer(seat);
      return samplesOf(parts);
    },
    drawSample: async (seat) => draw(parts, officer(seat)),
    restingOn: async (seat, probe) => restingOn(parts, officer(seat), probe),
  };
}

function officer(seat: Seat): Officer {
  if (seat !== 'system' && seat.role === 'surveillance-officer') return seat;
  throw new UserError('ROLE_MISSING', 'this is for surveillance officers', 'surveillance-officer', 'act in that role, or ask one');
}

async function samplesOf({ database: { db } }: SurveillanceParts): Promise<readonly YearSample[]> {
  const rows = await db.selectFrom('journal').select('event').where('stream', 'like', 'sample/%').orderBy('seq', 'desc').execute();
  return rows.map(({ event }) => JSON.parse(event) as YearSample);
}

/** Once a year: who could draw again would draw until it pleases. */
async function draw(parts: SurveillanceParts, { person, organisation }: Officer): Promise<YearSample> {
  const { database, authority, settings, now } = parts;
  const at = now();
  const year = Number(at.slice(0, 4));
  const policy = { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 };
  const { size, root } = await readHead(folderReader(authority.register), policy, authority.register);
  const standing = await standingCases(parts, organisation);
  const numbers = standing.flatMap(({ certificate, state }) => (certificate === null || state === 'suspended' ? [] : [certificate.number]));
  if (numbers.length === 0) throw new UserError('SAMPLE_EMPTY', 'no certificate is in force', String(year), 'draw once there is one');
  const weights = new Map(standing.map((of) => [of.certificate?.number ?? '', riskOf(of)]));
  const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  const drawn = drawSample({ root: hex(root), numbers, weights }, { percent: settings.samplePercent, riskPercent }, digest);
  const sample: YearSample = { year, root: hex(root), size, percent: settings.samplePercent, ...drawn, by: person, at };
  try {
    await database.db
      .transaction()
      .execute((transaction) =>
        appendJournal(transaction, { stream: `sample/${organisation}/${year}`, expectedVersion: 0, at, actor: person, events: [sample] }),
      );
  } catch (error) {
    if (error instanceof UserError && error.code === 'VERSION_CONFLICT')
      throw new UserError('SAMPLE_DRAWN', 'the sample of this year is drawn', String(year), 'look at it in the list');
    throw error;
  }
  return sample;
}

/** What speaks for looking at a product: what was noticed, and changes that nobody has seen. */
const riskOf = ({ proposals, changes }: Case): number =>
  2 * proposals.filter(({ closed }) => closed?.plausible !== false).length +
  changes.filter(({ confirmed }) => confirmed === undefined).length;

async function standingCases({ database: { db } }: SurveillanceParts, body: string): Promise<readonly Case[]> {
  const found: Case[] = [];
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('cases')
      .select(['id', 'content'])
      .where('state', 'in', [...certifiedStates])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    found.push(...rows.map(caseIn).filter((of) => of.body === body));
    const last = rows.at(-1);
    if (last === undefined) return found;
    after = last.id;
  }
}

async function restingOn(parts: SurveillanceParts, { organisation }: Officer, probe: string): Promise<readonly RestingCase[]> {
  if (!probes.some(({ id }) => id === probe))
    throw new UserError('PROBE_UNKNOWN', 'there is no such probe', probe.slice(0, 100), 'take one of the list');
  const resting: RestingCase[] = [];
  for (const of of await standingCases(parts, organisation)) {
    const assessed = latestAssessment(of, 'surveillance') ?? evaluatedAssessment(of);
    if (assessed === null || of.certificate === null) continue;
    const bytes = await readAll(await parts.store.get(assessed.digest));
    const assessment = JSON.parse(new TextDecoder().decode(bytes)) as Assessment;
    const [found] = restsOnProbe(probe, [{ key: of.id, assessment }]);
    if (found !== undefined)
      resting.push({
        case: of.id,
        number: of.certificate.number,
        product: of.description?.product.name ?? of.id,
        verdicts: found.verdicts,
      });
  }
  return resting;
}
