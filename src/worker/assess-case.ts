import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessFolder } from '../adapters/assess-folder.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { inputDigest } from '../adapters/programme/case-digests.ts';
import { writeDossier } from '../adapters/programme/write-dossier.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AssessmentPurpose, Case, CaseAssessment } from '../model/case.ts';
import { assessmentJson } from '../reports/assessment-json.ts';
import type { Programme } from './programme.ts';

export type AssessRun = {
  readonly progress: (done: number, total: number, note: string) => void;
  /** Whether another run would follow a failed one. */
  readonly isLast: boolean;
};

/**
 * Assesses a case as it stands and records what came of it: the bytes in the evidence store, then the act. Asked for again, or by two workers at once, it is recorded once. A
 * case that cannot be assessed is recorded as that; a failure of ours is thrown for another run, and recorded after the last.
 */
export async function assessCase(programme: Programme, id: string, run: AssessRun): Promise<CaseAssessment | null> {
  const { desk } = programme;
  const { case: of } = await desk.read('system', id);
  const purpose = of.assessing;
  if (purpose === null) return null;
  try {
    const assessed = await assess(programme, of, purpose, run.progress);
    return await recorded(programme, id, assessed);
  } catch (error) {
    if (!(error instanceof UserError) && !run.isLast) throw error;
    const words =
      error instanceof UserError
        ? `${error.code}: ${error.message} (${error.where}). ${error.mend}`
        : 'The engine failed; the operator has the details.';
    await desk.act('system', id, { name: 'record-failure', input: { purpose, words } });
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Nothing to record where another worker was first. */
async function recorded({ desk }: Programme, id: string, assessment: CaseAssessment): Promise<CaseAssessment | null> {
  try {
    await desk.act('system', id, { name: 'record-assessment', input: { assessment } });
    return assessment;
  } catch (error) {
    if (error instanceof UserError && error.code === 'ASSESSMENT_NOT_ASKED') return null;
    throw error;
  }
}

async function assess(
  programme: Programme,
  of: Case,
  purpose: AssessmentPurpose,
  progress: AssessRun['progress'],
): Promise<CaseAssessment> {
  const { catalogue, store, memo, pool, now } = programme;
  const scheme = chooseScheme(catalogue, of.scheme);
  const asOf = now().slice(0, 10);
  const folder = await mkdtemp(join(tmpdir(), 'iqs-case-'));
  try {
    await writeDossier(of, folder, store);
    const { assessment } = await assessFolder(folder, {
      scheme,
      tables: catalogue.tables,
      asOf,
      attested: attestedIn(of),
      memo,
      pool,
      onProgress: (name, done, total) => progress(done, total, name),
    });
    return await kept(programme, of, purpose, assessment);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the laboratory put there is in the programme's own record; what the maker says of itself is not (docs/adr/0007). */
const attestedIn = ({ evidence }: Case): ReadonlySet<string> =>
  new Set(evidence.filter(({ role }) => role === 'evaluator').map(({ sha256 }) => sha256));

async function kept({ store, now }: Programme, of: Case, purpose: AssessmentPurpose, assessment: Assessment): Promise<CaseAssessment> {
  const { sha256 } = await store.put(oneChunk(assessmentJson(assessment)));
  const { engine, scheme, asOf, grade } = assessment;
  return {
    purpose,
    digest: sha256,
    input: inputDigest(of),
    letter: grade.letter,
    interval: grade.interval,
    engine,
    scheme: { id: scheme.id, vintage: scheme.vintage, digest: scheme.digest },
    asOf,
    at: now(),
  };
}

async function* oneChunk(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
