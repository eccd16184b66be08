import type { Hono } from 'hono';
import type { Asked, OrganisationKeeping } from '../../adapters/programme/organisation-keeping.ts';
import { UserError } from '../../foundation/user-error.ts';
import { organisationKinds } from '../../model/organisation.ts';
import type { Tried } from './case-view.ts';
import { FormReader } from './form-reader.ts';
import { joinPage } from './join-page.ts';
import { organisationsPage } from './organisations-page.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { typedForm } from './typed.ts';

/** A maker that joins, open to who is not signed in; and the list of organisations, a scheme owner's. */
export function organisationListRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  if (deps.joins) {
    app.get('/portal/join', (c) => c.html(joinPage(c.get('frame'), null)));
    app.post('/portal/join', (c) => join(c, deps));
  }
  app.get('/portal/organisations', async (c) => c.html(await draw(c, deps, null)));
  app.post('/portal/organisations/:action', (c) => keep(c, deps, c.req.param('action')));
}

const askedOf = (c: PortalContext): Asked => ({ address: c.get('from').address, language: c.get('frame').messages.language });

async function join(c: PortalContext, { keeping }: PortalDeps): Promise<Response> {
  const typed = typedForm(await c.req.formData());
  const form = new FormReader(typed);
  const given = { name: form.text('name'), email: form.text('email') };
  let code: string | null = null;
  try {
    if (form.isFit) {
      await keeping.join(given, askedOf(c));
      return c.html(joinPage(c.get('frame'), 'sent'));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    code = error.code;
  }
  return c.html(joinPage(c.get('frame'), { typed, faults: form.faults, code }), 422);
}

async function draw(c: PortalContext, { keeping, schemes }: PortalDeps, tried: Tried | null): Promise<string> {
  const frame = c.get('frame');
  return organisationsPage({ frame, organisations: await keeping.list(seatOf(frame)), schemes: schemes.map(({ id }) => id), tried });
}

async function keep(c: PortalContext, deps: PortalDeps, action: string): Promise<Response> {
  const typed = typedForm(await c.req.formData());
  const form = new FormReader(typed);
  const run = keepers[action];
  if (run === undefined) return c.notFound();
  let refusal: Tried['refusal'] = null;
  try {
    const done = run(form, deps.keeping, seatOf(c.get('frame')), askedOf(c));
    if (form.isFit) {
      await done();
      return c.redirect(`/portal/organisations?done=${doneBy[action] ?? 'saved'}`, 303);
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'ROLE_MISSING') throw error;
    refusal = { code: error.code, detail: error.where };
  }
  return c.html(await draw(c, deps, { action, typed, faults: form.faults, refusal, meanwhile: [] }), 422);
}

/** What the page says afterwards: `portal.done.<word>`. */
const doneBy: Readonly<Record<string, string>> = { add: 'invited', invite: 'invited-again' };

type Run = (form: FormReader, keeping: OrganisationKeeping, seat: ReturnType<typeof seatOf>, asked: Asked) => () => Promise<unknown>;

/** What a scheme owner's forms do. */
const keepers: Readonly<Record<string, Run | undefined>> = {
  add: (form, keeping, seat, asked) => {
    const given = { kind: form.oneOf('kind', organisationKinds), name: form.text('name'), email: form.text('email') };
    return () => keeping.add(seat, given, asked);
  },
  invite: (form, keeping, seat, asked) => {
    const [id, email] = [form.text('id'), form.text('email')];
    return () => keeping.invite(seat, id, email, asked);
  },
  authorise: (form, keeping, seat) => {
    const id = form.text('id');
    const authorisation = { schemes: form.all('schemes'), until: form.date('until') };
    if (authorisation.schemes.length === 0) form.fault('schemes', 'choose');
    return () => keeping.authorise(seat, id, authorisation);
  },
  end: (form, keeping, seat) => {
    const id = form.text('id');
    return () => keeping.authorise(seat, id, null);
  },
};
