import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { UserError } from '../../foundation/user-error.ts';
import { accountRoutes } from './account-routes.ts';
import { boundForm } from './bound-form.ts';
import { caseRoutes } from './case-routes.ts';
import { choiceCookie } from './choice-cookie.ts';
import { listRoutes } from './list-routes.ts';
import { matterRoutes } from './matter-routes.ts';
import { organisationListRoutes } from './organisation-list-routes.ts';
import type { PortalDeps } from './portal-deps.ts';
import { frameOf, fromOf, type PortalContext, type PortalEnv } from './portal-env.ts';
import { portalStyle } from './portal-style.ts';
import { refusedPage } from './refused-page.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { surveillanceToolsRoutes } from './surveillance-tools-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Scripts, style and pictures are the portal's own; nothing is framed, and no form leads elsewhere. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Pages that are open to who is not signed in. */
const open = /^\/portal\/(?:sign-in|forgot|reset|invitation|join|passkey-options|assets)(?:\/|$)/;

/**
 * The portal: a page for each role's daily work. Everything that happens goes through `desk`; a page is drawn by a pure function of what was read, and works
 * without script.
 */
export function portalPages(deps: PortalDeps): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/portal/assets/portal.css', (c) =>
    c.body(portalStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' }),
  );
  app.get('/portal/assets/portal.js', (c) =>
    deps.script === null
      ? c.notFound()
      : c.body(deps.script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' }),
  );
  // A report brings a narrower policy along. Whether there is TLS is the server's to say.
  app.use(
    secureHeaders({ contentSecurityPolicy: policy, referrerPolicy: 'same-origin', strictTransportSecurity: false, overwrite: false }),
  );
  app.use(csrf({ origin: deps.origin }));
  app.use(async (c, next) => {
    // What changes something comes from a page of ours, whatever its content type: uploads are no forms, and `csrf` looks at forms only.
    const isSafe = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isSafe && c.req.header('origin') !== deps.origin && c.req.header('sec-fetch-site') !== 'same-origin')
      return c.text('Forbidden', 403);
    const frame = await frameOf(c, deps);
    c.set('frame', frame);
    c.set('from', fromOf(c, deps));
    c.header('cache-control', 'no-store');
    const language = c.req.query('lang');
    if (language === frame.messages.language) choiceCookie.keep(c, deps.origin, 'lang', language);
    if (frame.visitor === null && !open.test(c.req.path))
      return c.redirect(`/portal/sign-in?next=${encodeURIComponent(isSafe ? frame.address : '/portal')}`, 303);
    return await next();
  });
  app.use(boundForm);
  signInRoutes(app, deps);
  organisationListRoutes(app, deps);
  listRoutes(app, deps);
  matterRoutes(app, deps);
  surveillanceToolsRoutes(app, deps);
  uploadRoutes(app, deps);
  caseRoutes(app, deps);
  accountRoutes(app, deps);
  app.notFound((c) => c.html(refusedPage(c.get('frame'), 'missing', null), 404));
  app.onError((error, c) => refused(deps, error, c));
  return app;
}

/** Why something was not done, as a page; what is nobody's refusal is told to the log, and the page says nothing of it. */
async function refused(deps: PortalDeps, error: Error, c: PortalContext): Promise<Response> {
  const frame = c.get('frame') ?? (await frameOf(c, deps));
  // What `csrf` refuses; what `boundForm` does.
  if (error instanceof HTTPException && error.status === 403)
    return c.html(refusedPage(frame, 'forbidden', { code: 'ORIGIN_FOREIGN', detail: deps.origin }), 403);
  if (error instanceof HTTPException && error.status < 500)
    return c.html(refusedPage(frame, 'forbidden', { code: 'FORM_UNREADABLE', detail: '' }), error.status);
  if (!(error instanceof UserError)) {
    deps.failed(error);
    return c.html(refusedPage(frame, 'broken', null), 500);
  }
  const kind = error.code.endsWith('_UNKNOWN') ? 'missing' : 'forbidden';
  return c.html(refusedPage(frame, kind, { code: error.code, detail: error.where }), kind === 'missing' ? 404 : 403);
}
