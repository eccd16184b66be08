import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Case, CaseAssessment } from '../../model/case.ts';
import type { Action } from '../../model/case-action.ts';
import type { CaseEvent } from '../../programme/case-event.ts';
import { renderHtmlReport } from '../../reports/html/render-html-report.ts';
import { assessmentPage } from './assessment-page.ts';
import { benchPage } from './bench-page.ts';
import { type CaseSection, type CaseView, caseSections, type Tried } from './case-view.ts';
import { decisionPage } from './decision-page.ts';
import { descriptionPage } from './description-page.ts';
import { evidencePage } from './evidence-page.ts';
import { filedEvidence } from './filed-evidence.ts';
import { historyPage } from './history-page.ts';
import { overviewPage, sectionOf } from './overview-page.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { isPersonAct, type PersonAct, readAct } from './read-act.ts';
import { reviewPage } from './review-page.ts';
import { statementsPage } from './statements-page.ts';
import { submissionPage } from './submission-page.ts';
import { surveillancePage } from './surveillance-page.ts';
import { type Typed, typedForm, typedText } from './typed.ts';

const pages: Readonly<Record<CaseSection, (view: CaseView) => string>> = {
  overview: overviewPage,
  description: descriptionPage,
  evidence: evidencePage,
  statements: statementsPage,
  assessment: assessmentPage,
  submission: submissionPage,
  bench: benchPage,
  review: reviewPage,
  decision: decisionPage,
  surveillance: surveillancePage,
  history: historyPage,
};

/** The pages of a case and what their forms do. */
export function caseRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  app.get('/portal/cases/:id', async (c) => c.html(overviewPage(await caseView(c, deps, 'overview', null))));
  app.get('/portal/cases/:id/status', async (c) => {
    const { case: of, anonymised } = await deps.desk.read(seatOf(c.get('frame')), c.req.param('id'));
    // The name of a file may name the maker.
    const progress = of.assessing === null || anonymised ? null : await deps.progress(of.id);
    return c.json({ version: of.version, assessing: of.assessing, progress });
  });
  app.get('/portal/cases/:id/report/:digest', (c) => report(c, deps, c.req.param('id'), c.req.param('digest')));
  app.get('/portal/cases/:id/:section', async (c) => {
    const section = caseSections.find((each) => each === c.req.param('section'));
    return section === undefined ? c.notFound() : c.html(pages[section](await caseView(c, deps, section, null)));
  });
  app.post('/portal/cases/:id/:action', (c) => act(c, deps, c.req.param('id'), c.req.param('action')));
}

async function act(c: PortalContext, deps: PortalDeps, id: string, name: string): Promise<Response> {
  if (!isPersonAct(name)) return c.notFound();
  const seat = seatOf(c.get('frame'));
  // Before the form, which may hold a file: nothing is read of who may not see the case.
  const { case: of } = await deps.desk.read(seat, id);
  const form = await c.req.formData().catch(() => {
    throw new HTTPException(400);
  });
  let typed = typedForm(form);
  try {
    const filed = name === 'add-evidence' ? await filedEvidence(deps, seat, of, form, typed) : { typed, faults: {} };
    typed = filed.typed;
    const read = readAct(name, typed, of);
    const signed = await presence(c, deps, name, typed);
    const faults = { ...('faults' in read ? read.faults : {}), ...filed.faults, ...signed.faults };
    if ('faults' in read || Object.keys(faults).length > 0)
      return await again(c, deps, name, { action: name, typed, faults, refusal: null, meanwhile: [] }, 422);
    await deps.desk.act(seat, id, signed.kept(read), versionOf(typed));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isConflict = error.code === 'VERSION_CONFLICT';
    const meanwhile: readonly CaseEvent[] = isConflict ? (await deps.desk.events(seat, id)).slice(versionOf(typed)) : [];
    const refusal = { code: error.code, detail: error.where };
    return await again(c, deps, name, { action: name, typed, faults: {}, refusal, meanwhile }, isConflict ? 409 : 422);
  }
  const section = typedText(typed, 'record') === '' ? sectionOf[name] : 'bench';
  return c.redirect(`/portal/cases/${id}${section === 'overview' ? '' : `/${section}`}?done=${name}`, 303);
}

const versionOf = (typed: Typed): number => {
  const text = typedText(typed, 'expected');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

type Signed = { readonly faults: Readonly<Record<string, string>>; readonly kept: (action: Action) => Action };

/** Who signs is there now: a code, or a passkey over the document, of which is kept what others can check. */
async function presence(c: PortalContext, deps: PortalDeps, name: PersonAct, typed: Typed): Promise<Signed> {
  if (name !== 'sign') return { faults: {}, kept: (action) => action };
  const isPasskey = typedText(typed, 'method') === 'passkey';
  const proof = isPasskey
    ? ({ method: 'passkey', document: typedText(typed, 'document'), assertion: typedText(typed, 'assertion') } as const)
    : ({ method: 'second-factor', code: typedText(typed, 'code') } as const);
  const confirmed = await deps.signIn.confirmPresence(c.get('from'), proof);
  return {
    faults: confirmed === null ? { [isPasskey ? 'assertion' : 'code']: isPasskey ? 'passkey' : 'code' } : {},
    kept: (action) => (action.name === 'sign' && confirmed !== null ? { ...action, input: { ...action.input, ...confirmed } } : action),
  };
}

/** The page of an act once more, with what was typed and why it was not done. */
async function again(c: PortalContext, deps: PortalDeps, name: PersonAct, tried: Tried, status: 409 | 422): Promise<Response> {
  const section = typedText(tried.typed, 'record') === '' ? sectionOf[name] : 'bench';
  return c.html(pages[section](await caseView(c, deps, section, tried)), status);
}

async function caseView(c: PortalContext, deps: PortalDeps, section: CaseSection, tried: Tried | null): Promise<CaseView> {
  const frame = c.get('frame');
  const seat = seatOf(frame);
  const id = c.req.param('id') ?? '';
  const { desk } = deps;
  const [seen, events, chain] = await Promise.all([desk.read(seat, id), desk.events(seat, id), deps.chain(seat, id)]);
  const needsLaboratories = section === 'submission' || section === 'review';
  const needsDeciders = section === 'review' && seat.role === 'reviewer';
  const upload = tried === null ? '' : typedText(tried.typed, 'uploaded');
  return {
    frame: { ...frame, address: section === 'overview' ? `/portal/cases/${id}` : `/portal/cases/${id}/${section}` },
    seat,
    seen,
    events,
    chain,
    tried,
    scheme: deps.schemes.find((scheme) => scheme.id === seen.case.scheme) ?? null,
    questions: deps.questions,
    assessed: await assessedFor(deps, seat, seen.case, section),
    laboratories: needsLaboratories ? await desk.organisations('laboratory') : [],
    deciders: needsDeciders ? await deps.organisations.deciders(c.get('from'), seen.case.body) : [],
    agreement: { version: deps.agreement.version, text: deps.agreement.text(frame.messages.language) },
    committeeSize: deps.settings.committeeSize,
    upload: upload === '' ? null : await deps.uploads.status(seat, id, upload),
    hasSecondFactor: frame.visitor?.secondFactor === true,
    hasPasskey: (frame.visitor?.passkeys.length ?? 0) > 0,
  };
}

/** Reviewed and decided is what was evaluated; elsewhere the newest is shown. */
async function assessedFor(
  deps: PortalDeps,
  seat: CaseView['seat'],
  { id, assessments, evaluation }: Case,
  section: CaseSection,
): Promise<CaseView['assessed']> {
  const needs = ['statements', 'assessment', 'bench', 'review', 'decision'].includes(section);
  const judged =
    section === 'review' || section === 'decision' ? assessments.findLast(({ digest }) => digest === evaluation?.assessment) : undefined;
  const kept = judged ?? assessments.at(-1);
  return !needs || kept === undefined ? null : readAssessment(deps, seat, id, kept);
}

/** Null where the seat may not read it, or it is not there any more. */
async function readAssessment(deps: PortalDeps, seat: CaseView['seat'], id: string, kept: CaseAssessment): Promise<CaseView['assessed']> {
  try {
    const bytes = await deps.desk.assessment(seat, id, kept.digest);
    return { kept, assessment: JSON.parse(new TextDecoder().decode(bytes)) as Assessment };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The whole report as a document of its own; it brings its style along and runs nothing. */
async function report(c: PortalContext, deps: PortalDeps, id: string, digest: string): Promise<Response> {
  const seat = seatOf(c.get('frame'));
  const { case: of } = await deps.desk.read(seat, id);
  const kept = of.assessments.find((each) => each.digest === digest);
  const assessed = kept === undefined ? null : await readAssessment(deps, seat, id, kept);
  const scheme = deps.schemes.find((each) => each.id === of.scheme);
  if (assessed === null || scheme === undefined) return c.notFound();
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  );
  return c.html(
    renderHtmlReport(
      { assessment: assessed.assessment, scheme, questions: deps.questions, specimenSvg: null, networks: [] },
      c.get('frame').messages,
    ),
  );
}
