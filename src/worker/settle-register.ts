import { type Authority, logSigner } from '../adapters/authority/authority.ts';
import { issueLabel } from '../adapters/authority/issue-label.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { issueRequest } from '../adapters/authority/read-request.ts';
import { chooseMessages } from '../adapters/catalogue/choose-messages.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { encodeCode } from '../adapters/encode-code.ts';
import { readCase, readCaseEvents } from '../adapters/programme/case-store.ts';
import { readAll } from '../adapters/programme/read-all.ts';
import { appendEntries } from '../adapters/register/append-entries.ts';
import { syncRegisterIndex } from '../adapters/register-index/sync-register-index.ts';
import type { Decision } from '../issuance/issue-request.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Case } from '../model/case.ts';
import { rank } from '../model/letter.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { evaluatedAssessment } from '../programme/latest-assessment.ts';
import { type IssueStep, registerSteps, type ToldStep } from '../programme/register-steps.ts';
import type { Programme } from './programme.ts';

/**
 * Brings the register to where a case stands: what its events come to is compared with what the log says of its number, and what is missing is issued or appended, in order. The
 * log itself is asked, under its lock, so that a worker killed anywhere leaves nothing out and says nothing twice.
 */
export async function settleRegister(programme: Programme, authority: Authority, id: string): Promise<void> {
  while (await settleSteps(programme, authority, id));
  await publishLists(authority, programme.now());
  await syncRegisterIndex(programme.database, authority);
}

/** Up to the first label that was issued: its case has moved on then, and is looked at anew. True: there may be more. */
async function settleSteps(programme: Programme, authority: Authority, id: string): Promise<boolean> {
  const { database, now } = programme;
  const events = await readCaseEvents(database.db, id);
  const steps = registerSteps(id, events);
  const recorded = events.filter(({ name }) => name === 'record-issue').length;
  const number = (await readCase(database.db, id)).certificate?.number ?? null;
  let issues = 0;
  for (const [place, step] of steps.entries()) {
    if (step.kind === 'tell') {
      if (number !== null) await tell(authority, number, step.entry, place, now);
      continue;
    }
    issues += 1;
    if (issues <= recorded) continue;
    await issue(programme, authority, { id, version: events.length, step, ordinal: issues, number });
    return true;
  }
  const { renews, certificate } = await readCase(database.db, id);
  if (renews !== null && certificate !== null) await recordRenewal(programme, renews, id);
  return false;
}

type Issuing = {
  readonly id: string;
  /** Of the case that was looked at. */
  readonly version: number;
  readonly step: IssueStep;
  /** Counted from 1 over the labels of the case. */
  readonly ordinal: number;
  /** Of the label that is lowered; null: it is the first. */
  readonly number: string | null;
};

/** The label of a decision, or the lower one of a reduction; then the case learns of it. Refused: `VERSION_CONFLICT` where somebody else was faster; another run finds it done. */
async function issue(programme: Programme, authority: Authority, { id, version, step, ordinal, number }: Issuing): Promise<void> {
  const { database, catalogue, desk, settings, now } = programme;
  const of = await readCase(database.db, id);
  const scheme = chooseScheme(catalogue, of.scheme);
  const replaces = step.lowered === null || number === null ? null : { number, reason: step.lowered };
  const request = issueRequest(await assessmentBehind(programme, of, step), decisionIn(of, step), scheme, replaces, now());
  const labelMonths = Math.min(request.labelMonths, settings.certificateMonths);
  const languages = catalogue.messages.map(({ language }) => chooseMessages(catalogue, language));
  const { claims } = await issueLabel(
    authority,
    { ...request, labelMonths },
    { drawing: { languages, encodeCode }, job: `${id} ${ordinal}`, now },
  );
  const { letter, issuedAt, validUntil } = claims;
  const certificate = { number: claims.number, letter, issuedAt, validUntil };
  await desk.act('system', id, { name: 'record-issue', input: { certificate } }, version);
}

const decisionIn = ({ evaluation }: Case, { letter, by, at }: IssueStep): Decision => ({
  letter,
  decidedBy: by,
  evaluatedBy: evaluation === null ? [] : [evaluation.by],
  decidedAt: at,
});

async function recordRenewal({ database, desk }: Programme, renewed: string, by: string): Promise<void> {
  const { state, ended } = await readCase(database.db, renewed);
  if (state !== 'renewed' && ended === null) await desk.act('system', renewed, { name: 'record-renewal', input: { by } });
}

/** The newest assessment that bears the letter: nobody raises what was computed. */
async function assessmentBehind(
  { store }: Programme,
  of: Case,
  { letter, lowered }: IssueStep,
): Promise<{ readonly assessment: Assessment; readonly digest: string }> {
  const later = lowered === null ? [] : of.assessments.filter(({ purpose }) => purpose === 'surveillance');
  const found = later.findLast((each) => each.letter !== null && rank(each.letter) >= rank(letter)) ?? evaluatedAssessment(of);
  if (found === null) throw new Error(`case ${of.id} was decided without an assessment`);
  const bytes = await readAll(await store.get(found.digest, { verify: true }));
  return { assessment: JSON.parse(new TextDecoder().decode(bytes)) as Assessment, digest: found.digest };
}

/** The number's entry at `place`, if the log does not have it yet. */
async function tell(authority: Authority, number: string, entry: ToldStep, place: number, now: () => string): Promise<void> {
  await appendEntries(
    authority.register,
    await logSigner(authority),
    async ({ history }) => ((await history(number)).events.length > place ? [] : [{ ...entry, number } as RegisterEvent]),
    { now },
  );
}
