import type { Hono } from 'hono';
import { encodeQR } from 'qr';
import type { PortalDeps } from './portal-deps.ts';
import type { PortalContext, PortalEnv } from './portal-env.ts';
import { type Again, codePage, enrolPage, forgotPage, goPage, invitationPage, resetPage, signInPage } from './sign-in-pages.ts';
import type { SignInStep } from './sign-in-port.ts';
import { type Typed, typedAll, typedForm, typedText } from './typed.ts';

const fresh: Again = { code: null, typed: null };

/** Pages of signing in, open to who is not signed in; only the second factor's own is for who is. */
export function signInRoutes(app: Hono<PortalEnv>, { signIn, joins }: PortalDeps): void {
  const door: Draw = (frame, again, next) => signInPage(frame, again, next, joins);
  // An identity provider that refuses sends back here, with its code.
  app.get('/portal/sign-in', (c) =>
    c.html(door(c.get('frame'), { code: codeIn(c.req.query('error')), typed: null }, nextOf(c.req.query('next')))),
  );
  post(
    app,
    '/portal/sign-in',
    (c, typed) => signIn.password(c.get('from'), { email: typedText(typed, 'email'), password: secret(typed, 'password') }),
    door,
  );
  post(app, '/portal/sign-in/passkey', (c, typed) => signIn.passkey(c.get('from'), typedText(typed, 'assertion')), door);
  post(
    app,
    '/portal/sign-in/organisation',
    (c, typed) => signIn.organisation(c.get('from'), typedText(typed, 'email'), nextOf(typedText(typed, 'next'))),
    door,
  );
  app.get('/portal/sign-in/code', (c) => c.html(codePage(c.get('frame'), fresh, nextOf(c.req.query('next')))));
  post(app, '/portal/sign-in/code', (c, typed) => signIn.code(c.get('from'), typedText(typed, 'code')), codePage);
  app.get('/portal/forgot', (c) => c.html(forgotPage(c.get('frame'), false)));
  app.post('/portal/forgot', async (c) => {
    await signIn.forgot(c.get('from'), typedText(typedForm(await c.req.formData()), 'email'));
    return c.html(forgotPage(c.get('frame'), true));
  });
  app.get('/portal/reset', (c) => c.html(resetPage(c.get('frame'), fresh, c.req.query('token') ?? '')));
  post(
    app,
    '/portal/reset',
    (c, typed) => signIn.reset(c.get('from'), { token: typedText(typed, 'token'), password: secret(typed, 'password') }),
    (frame, again) => resetPage(frame, again, typedText(again.typed ?? {}, 'token')),
  );
  invitationRoutes(app, signIn);
  enrolRoutes(app, signIn);
  app.get('/portal/passkey-options', async (c) => {
    const wanted = c.req.query('for');
    const use =
      wanted === 'decision'
        ? ({ for: 'decision', document: c.req.query('document') ?? '' } as const)
        : ({ for: wanted === 'enrol' ? 'enrol' : 'sign-in' } as const);
    const { options, cookies } = await signIn.passkeyOptions(c.get('from'), use);
    setCookies(c, cookies);
    return c.json(options as object);
  });
}

function invitationRoutes(app: Hono<PortalEnv>, signIn: PortalDeps['signIn']): void {
  app.get('/portal/invitation', async (c) => {
    const token = c.req.query('token') ?? '';
    return c.html(invitationPage(c.get('frame'), fresh, token, await signIn.invitation(token)));
  });
  app.post('/portal/invitation', async (c) => {
    const typed = typedForm(await c.req.formData());
    const token = typedText(typed, 'token');
    const step = await signIn.accept(c.get('from'), { token, name: typedText(typed, 'name'), password: secret(typed, 'password') });
    if (step.outcome === 'refused')
      return c.html(invitationPage(c.get('frame'), { code: step.code, typed }, token, await signIn.invitation(token)), 422);
    // With a second factor to come the invitation is taken up afterwards, signed in.
    return onward(c, step, step.outcome === 'second-factor' ? `/portal/invitation?token=${encodeURIComponent(token)}` : '/portal');
  });
}

function enrolRoutes(app: Hono<PortalEnv>, signIn: PortalDeps['signIn']): void {
  app.get('/portal/enrol', (c) =>
    c.get('frame').visitor === null ? c.redirect('/portal/sign-in?next=/portal/enrol') : c.html(enrolPage(c.get('frame'), fresh, null)),
  );
  app.post('/portal/enrol', async (c) => {
    const begun = await signIn.beginSecondFactor(c.get('from'), secret(typedForm(await c.req.formData()), 'password'));
    if (begun.outcome === 'refused') return c.html(enrolPage(c.get('frame'), { code: begun.code, typed: null }, null), 422);
    setCookies(c, begun.cookies);
    return c.html(enrolPage(c.get('frame'), fresh, { ...begun, code: drawn(begun.uri) }));
  });
  app.post('/portal/enrol/confirm', async (c) => {
    const typed = typedForm(await c.req.formData());
    const step = await signIn.confirmSecondFactor(c.get('from'), typedText(typed, 'code'));
    if (step.outcome !== 'refused') return onward(c, step, '/portal/account?done=saved');
    const uri = typedText(typed, 'uri');
    const enrolment =
      uri.startsWith('otpauth://') && uri.length < 500
        ? { uri, code: drawn(uri), recovery: typedAll(typed, 'recovery').slice(0, 20) }
        : null;
    return c.html(enrolPage(c.get('frame'), { code: step.code, typed: null }, enrolment), 422);
  });
}

const drawn = (uri: string): string => encodeQR(uri, 'svg', { ecc: 'medium', border: 4 });

type Draw = (frame: Parameters<typeof signInPage>[0], again: Again, next: string) => string;

/** A step of signing in: on to where somebody wanted to go, or the form again with the refusal. */
function post(app: Hono<PortalEnv>, path: string, step: (c: PortalContext, typed: Typed) => Promise<SignInStep>, draw: Draw): void {
  app.post(path, async (c) => {
    const typed = typedForm(await c.req.formData());
    const next = nextOf(typedText(typed, 'next'));
    const result = await step(c, typed);
    return result.outcome === 'refused' ? c.html(draw(c.get('frame'), { code: result.code, typed }, next), 422) : onward(c, result, next);
  });
}

function onward(c: PortalContext, step: Exclude<SignInStep, { readonly outcome: 'refused' }>, next: string): Response | Promise<Response> {
  setCookies(c, step.cookies);
  if (step.outcome === 'go') return c.html(goPage(c.get('frame'), step.address));
  return c.redirect(step.outcome === 'done' ? next : `/portal/sign-in/code?next=${encodeURIComponent(next)}`, 303);
}

export const setCookies = (c: PortalContext, cookies: readonly string[]): void => {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
};

/** The code of a refusal in an address: nothing that is no code. */
const codeIn = (error: string | undefined): string | null =>
  error !== undefined && /^[A-Za-z_]{3,60}$/.test(error) ? error.toUpperCase() : null;

/** A password is taken as it was typed: blanks at its ends belong to it. */
const secret = (typed: Typed, name: string): string => typed[name]?.[0] ?? '';

/** A path of the portal, never another site. */
const nextOf = (next: string | undefined): string =>
  next !== undefined && /^\/portal(?:[/?][\w\-./?=&%~]*)?$/.test(next) ? next : '/portal';
