import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { checkRoutes } from './check-routes.ts';
import { labelReportRoutes } from './label-report-routes.ts';
import { productRoutes } from './product-routes.ts';
import type { PublicDeps } from './public-deps.ts';
import { publicFiles } from './public-files.ts';
import { publicRegister } from './public-register.ts';
import { registerRoutes } from './register-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { siteRenderer } from './site-renderer.ts';
import { tellPage } from './tell-page.ts';

export type PublicPages = {
  /** To be mounted at the root. */
  readonly app: Hono;
  /** Pages for what no route answers and for a defect of ours, for the program that mounts several parts. */
  readonly notFound: (c: Context) => Promise<Response>;
  readonly defect: (error: Error, c: Context) => Promise<Response>;
};

/** The programme's public side: everything that needs no account. */
export function publicPages(deps: PublicDeps): PublicPages {
  const app = new Hono();
  const register = publicRegister(deps);
  const site = siteRenderer(deps, register);
  const tell = tellPage(site);
  const sources = { deps, register, site, tell };
  app.use(headers);
  publicFiles(app, deps, (c) => tell(c, 'not-found'));
  productRoutes(app, sources);
  labelReportRoutes(app, sources);
  registerRoutes(app, sources);
  reportRoutes(app, deps, site, tell);
  checkRoutes(app, sources);
  const notFound = (c: Context): Promise<Response> => tell(c, 'not-found');
  const defect = (error: Error, c: Context): Promise<Response> => {
    deps.onDefect(error);
    return tell(c, 'defect');
  };
  app.notFound(notFound);
  app.onError(defect);
  return { app, notFound, defect };
}

/** Nothing is fetched from elsewhere; no script and no style stands in a page, but in the one that checks labels, by their digests. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // To nobody else; `no-referrer` would make the origin of our own forms `null`, by which a guard against forged requests goes.
  referrerPolicy: 'same-origin',
  permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
  // Several parts share a host, and who runs it knows whether it has TLS.
  strictTransportSecurity: false,
  overwrite: false,
});
