import type { Hono } from 'hono';
import type { From } from '../../adapters/sign-in/person.ts';
import { UserError } from '../../foundation/user-error.ts';
import { roles as allRoles, type Role } from '../../model/organisation.ts';
import { accountPage } from './account-page.ts';
import { choiceCookie } from './choice-cookie.ts';
import { FormReader } from './form-reader.ts';
import { organisationPage } from './organisation-page.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { hatsOf } from './portal-page.ts';
import type { SignInStep } from './sign-in-port.ts';
import { setCookies } from './sign-in-routes.ts';
import { type Typed, typedAll, typedForm, typedText } from './typed.ts';

/** One's own account, the hats, and the organisation one keeps. */
export function accountRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  const { signIn } = deps;
  app.post('/portal/hat', async (c) => {
    const wanted = typedText(typedForm(await c.req.formData()), 'hat');
    const { visitor } = c.get('frame');
    if (visitor === null || !hatsOf(visitor).some(({ organisation, role }) => `${organisation} ${role}` === wanted))
      throw new UserError('ROLE_MISSING', 'not a role of this person', wanted, 'choose one of your roles');
    choiceCookie.keep(c, deps.origin, 'hat', wanted);
    return c.redirect('/portal?done=hat', 303);
  });
  app.post('/portal/leave', async (c) => {
    setCookies(c, (await signIn.leave(c.get('from'))).cookies);
    // What pages a browser kept is gone with the session.
    c.header('clear-site-data', '"cache", "storage"');
    return c.redirect('/portal/sign-in', 303);
  });
  app.get('/portal/account', async (c) => {
    const frame = c.get('frame');
    const { visitor } = frame;
    if (visitor === null) return c.redirect('/portal/sign-in?next=/portal/account');
    const [sessions, organisations] = await Promise.all([signIn.sessions(c.get('from')), deps.desk.organisations()]);
    return c.html(accountPage({ frame, visitor, sessions, organisations }));
  });
  app.post('/portal/account/:action', (c) => account(c, deps, c.req.param('action')));
  app.get('/portal/organisation', async (c) => c.html(await drawOrganisation(c, deps, null, null)));
  app.post('/portal/organisation/:action', (c) => keep(c, deps, c.req.param('action')));
}

/** What one does to one's own ways of signing in. */
const ownSteps = {
  'session-end': (signIn, from, typed) => signIn.endSession(from, typedText(typed, 'id')),
  passkey: (signIn, from, typed) =>
    signIn.addPasskey(from, { name: typedText(typed, 'passkeyName'), attestation: typedText(typed, 'attestation') }),
  'passkey-remove': (signIn, from, typed) => signIn.removePasskey(from, typedText(typed, 'id')),
  // As typed: blanks at its ends belong to a password.
  password: (signIn, from, typed) =>
    signIn.changePassword(from, { current: typed['current']?.[0] ?? '', password: typed['password']?.[0] ?? '' }),
} as const satisfies Readonly<Record<string, (signIn: PortalDeps['signIn'], from: From, typed: Typed) => Promise<SignInStep>>>;

async function account(c: PortalContext, { signIn }: PortalDeps, action: string): Promise<Response> {
  const typed = typedForm(await c.req.formData());
  const from = c.get('from');
  if (action === 'ties') await signIn.declareTies(from, typedAll(typed, 'ties'));
  else if (Object.hasOwn(ownSteps, action)) {
    const step = await ownSteps[action as keyof typeof ownSteps](signIn, from, typed);
    if (step.outcome === 'refused') throw new UserError(step.code, 'it was refused', 'the account', 'see the code');
    setCookies(c, step.cookies);
  } else return c.notFound();
  return c.redirect('/portal/account?done=saved', 303);
}

async function drawOrganisation(
  c: PortalContext,
  deps: PortalDeps,
  tried: Parameters<typeof organisationPage>[0]['tried'],
  secret: string | null,
): Promise<string> {
  const frame = c.get('frame');
  const { organisation: id } = seatOf(frame);
  const organisation = (await deps.desk.organisations()).find((each) => each.id === id);
  if (organisation === undefined) throw new UserError('NOT_YOUR_CASE', 'no such organisation', id, 'choose another role');
  const keeps = frame.visitor?.memberships.some((each) => each.organisation === id && each.roles.includes('administrator')) === true;
  return organisationPage({ frame, organisation, record: keeps ? await deps.organisations.read(c.get('from'), id) : null, tried, secret });
}

async function keep(c: PortalContext, deps: PortalDeps, action: string): Promise<Response> {
  const typed = typedForm(await c.req.formData());
  const seat = seatOf(c.get('frame'));
  const form = new FormReader(typed);
  const done = keepers[action];
  if (done === undefined) return c.notFound();
  let refusal: { readonly code: string; readonly detail: string } | null = null;
  try {
    const run = done(form, typed);
    if (form.isFit) {
      const secret = await run(deps.organisations, c.get('from'), seat.organisation);
      return secret === undefined
        ? c.redirect('/portal/organisation?done=saved', 303)
        : c.html(await drawOrganisation(c, deps, null, secret));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    refusal = { code: error.code, detail: error.where };
  }
  return c.html(await drawOrganisation(c, deps, { action, typed, faults: form.faults, refusal, meanwhile: [] }, null), 422);
}

type Run = (port: PortalDeps['organisations'], from: From, organisation: string) => Promise<string | undefined>;

const nothing = (done: Promise<void>): Promise<undefined> => done.then(() => undefined);

const rolesIn = (typed: Typed): readonly Role[] => allRoles.filter((role) => typedAll(typed, 'roles').includes(role));

/** What an administrator's forms do. */
const keepers: Readonly<Record<string, ((form: FormReader, typed: Typed) => Run) | undefined>> = {
  roles: (form, typed) => {
    const id = form.text('id');
    return (port, from, organisation) => nothing(port.setRoles(from, organisation, id, rolesIn(typed)));
  },
  invite: (form, typed) => {
    const email = form.text('email');
    if (rolesIn(typed).length === 0) form.fault('roles', 'choose');
    return (port, from, organisation) => nothing(port.invite(from, organisation, { email, roles: rolesIn(typed) }));
  },
  'invitation-revoke': (form) => {
    const id = form.text('id');
    return (port, from, organisation) => nothing(port.revokeInvitation(from, organisation, id));
  },
  token: (form) => {
    const input = { name: form.text('name'), role: form.oneOf('role', allRoles), until: form.date('until') };
    return (port, from, organisation) => port.createToken(from, organisation, input);
  },
  'token-revoke': (form) => {
    const id = form.text('id');
    return (port, from, organisation) => nothing(port.revokeToken(from, organisation, id));
  },
  'provider-prove': (form) => {
    const id = form.text('id');
    return (port, from, organisation) => nothing(port.proveProvider(from, organisation, id));
  },
  provider: (form) => {
    const input = { issuer: form.text('issuer'), domain: form.text('domain'), client: form.text('client'), secret: form.text('secret') };
    return (port, from, organisation) => nothing(port.setProvider(from, organisation, input));
  },
};
