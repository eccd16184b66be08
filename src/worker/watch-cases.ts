import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { engineVersion } from '../adapters/engine-version.ts';
import { caseIn } from '../adapters/programme/case-store.ts';
import { readAll } from '../adapters/programme/read-all.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import { type Case, type CaseAssessment, certifiedStates } from '../model/case.ts';
import type { Action } from '../model/case-action.ts';
import { evaluatedAssessment, latestAssessment } from '../programme/latest-assessment.ts';
import { proposalsOf } from '../surveillance/proposals-of.ts';
import type { Programme } from './programme.ts';

export type Watched = { readonly looked: number; readonly expired: number; readonly asked: number };

/** Re-assessments asked for in one round: the rest waits for the next, so that a new engine does not fill the queue. */
const mostAsked = 50;
const page = 200;

/**
 * A round of surveillance over the certificates (6-programme, Surveillance): what is past its last day expires; what was assessed by an older engine or under an older edition of
 * its scheme, or whose promised updates have ended since, is assessed again from the stored evidence. What changes is proposed when the assessment comes (`proposeChanges`).
 */
export async function watchCases(programme: Programme): Promise<Watched> {
  const watched = { looked: 0, expired: 0, asked: 0 };
  for (let after = ''; ; ) {
    const rows = await programme.database.db
      .selectFrom('cases')
      .select(['id', 'content'])
      .where('state', 'in', [...certifiedStates, 'renewed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    for (const row of rows) {
      watched.looked += 1;
      const of = caseIn(row);
      if (of.certificate !== null && programme.now() > of.certificate.validUntil) {
        watched.expired += (await tried(programme, of, { name: 'expire', input: {} })) ? 1 : 0;
      } else if (watched.asked < mostAsked && isStale(programme, of)) {
        watched.asked += (await tried(programme, of, { name: 'request-assessment', input: { purpose: 'surveillance' } })) ? 1 : 0;
      }
    }
    const last = rows.at(-1);
    if (last === undefined) return watched;
    after = last.id;
  }
}

/** Somebody else may have acted meanwhile; the next round looks again. */
async function tried({ desk }: Programme, { id, version }: Case, action: Action): Promise<boolean> {
  try {
    await desk.act('system', id, action, version);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

const newest = (of: Case): CaseAssessment | null => latestAssessment(of, 'surveillance') ?? evaluatedAssessment(of);

function isStale({ catalogue, now }: Programme, of: Case): boolean {
  const last = newest(of);
  if (last === null || of.assessing !== null || of.state === 'renewed') return false;
  const scheme = chooseScheme(catalogue, of.scheme);
  const promised = of.statements.filter(({ topic }) => topic === 'support-until').map(({ value }) => value);
  const hasEnded = promised.some((until) => until < now().slice(0, 10) && until >= last.asOf);
  return last.engine !== engineVersion || last.scheme.digest !== scheme.digest || hasEnded;
}

/** Proposes what a surveillance assessment found changed against the one before it; each change once. */
export async function proposeChanges(programme: Programme, of: Case): Promise<number> {
  const { store, desk, now } = programme;
  const newer = latestAssessment(of, 'surveillance');
  const earlier = of.assessments.findLast((each) => each.purpose !== 'preview' && each.digest !== newer?.digest) ?? evaluatedAssessment(of);
  if (newer === null || earlier === null) return 0;
  const [before, after] = await Promise.all([earlier, newer].map(({ digest }) => read(store, digest)));
  if (before === undefined || after === undefined) return 0;
  const proposals = proposalsOf(of, { earlier: before, newer: after, digest: newer.digest, now: now(), urgentCriteria: [] });
  for (const input of proposals) await desk.act('system', of.id, { name: 'propose', input });
  return proposals.length;
}

async function read(store: Programme['store'], digest: string): Promise<Assessment> {
  return JSON.parse(new TextDecoder().decode(await readAll(await store.get(digest, { verify: true })))) as Assessment;
}
