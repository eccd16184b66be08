import type { Hono } from 'hono';
import type { CaseSummary, Seat } from '../../adapters/programme/desk.ts';
import { UserError } from '../../foundation/user-error.ts';
import { caseStates, certifiedStates } from '../../model/case.ts';
import { caseListPage } from './case-list-page.ts';
import type { Tried } from './case-view.ts';
import { dashboardPage } from './dashboard-page.ts';
import { FormReader } from './form-reader.ts';
import { newCasePage } from './new-case-page.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { hatsOf } from './portal-page.ts';
import { surveillanceDeskPage } from './surveillance-desk-page.ts';
import { typedForm } from './typed.ts';

/** What waits, every case, a new one, and the desk of surveillance. */
export function listRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  const { desk } = deps;
  app.get('/portal', async (c) => {
    const frame = c.get('frame');
    const { visitor, hat } = frame;
    const others =
      visitor === null
        ? []
        : hatsOf(visitor).filter(
            ({ organisation, role }) => role !== 'administrator' && (organisation !== hat?.organisation || role !== hat.role),
          );
    const elsewhere = await Promise.all(
      others.map(async (each) => ({
        ...each,
        count: (await waitingFor(deps, { person: visitor?.person ?? '', organisation: each.organisation, role: each.role })).length,
      })),
    );
    return c.html(dashboardPage({ frame, waiting: hat === null ? [] : await waitingFor(deps, seatOf(frame)), elsewhere }));
  });
  app.get('/portal/cases', async (c) => {
    const frame = c.get('frame');
    const { text = '', state = '', mine, cursor = '' } = c.req.query();
    const known = caseStates.find((each) => each === state);
    const page = await desk.list(seatOf(frame), {
      state: known,
      text: text || undefined,
      mine: mine === 'yes' || undefined,
      cursor: cursor || undefined,
      limit: 25,
    });
    return c.html(caseListPage({ frame, page, query: { text, state: known ?? '', mine: mine === 'yes', cursor } }));
  });
  app.get('/portal/cases/new', async (c) => c.html(await drawNew(c, deps, null)));
  app.post('/portal/cases', (c) => open(c, deps));
  app.get('/portal/surveillance', async (c) => {
    const frame = c.get('frame');
    const seat = seatOf(frame);
    const [waiting, matters, ...standing] = await Promise.all([
      waitingFor(deps, seat),
      deps.matters.list(seat, { open: true, limit: 100 }),
      ...certifiedStates.map((state) => desk.list(seat, { state, limit: 100 })),
    ]);
    return c.html(surveillanceDeskPage({ frame, waiting, standing: standing.flatMap(({ items }) => items), matters: matters.items }));
  });
}

const waitingFor = async ({ desk }: PortalDeps, seat: Seat): Promise<readonly CaseSummary[]> =>
  (await desk.list(seat, { mine: true, limit: 100 })).items;

async function drawNew(c: PortalContext, deps: PortalDeps, tried: Tried | null): Promise<string> {
  const frame = c.get('frame');
  const seat = seatOf(frame);
  if (seat.role !== 'applicant')
    throw new UserError('ROLE_MISSING', 'only a maker opens a case', 'applicant', 'choose your role as applicant');
  const held = await Promise.all(certifiedStates.map((state) => deps.desk.list(seat, { state, limit: 100 })));
  return newCasePage({
    frame,
    schemes: deps.schemes,
    bodies: await deps.desk.organisations('body'),
    certificates: held.flatMap(({ items }) => items),
    tried,
  });
}

async function open(c: PortalContext, deps: PortalDeps): Promise<Response> {
  const typed = typedForm(await c.req.formData());
  const seat = seatOf(c.get('frame'));
  const form = new FormReader(typed);
  const input = {
    applicant: seat.organisation,
    scheme: form.oneOf(
      'scheme',
      deps.schemes.map(({ id }) => id),
    ),
    body: form.text('body'),
    renews: form.optional('renews'),
  };
  let refusal: Tried['refusal'] = null;
  try {
    if (form.isFit) return c.redirect(`/portal/cases/${(await deps.desk.open(seat, input)).id}/description?done=open`, 303);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    refusal = { code: error.code, detail: error.where };
  }
  return c.html(await drawNew(c, deps, { action: 'open', typed, faults: form.faults, refusal, meanwhile: [] }), 422);
}
