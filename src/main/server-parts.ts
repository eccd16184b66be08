import { existsSync, readFileSync } from 'node:fs';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { engineVersion } from '../adapters/engine-version.ts';
import { currentRequest } from '../adapters/log/request-context.ts';
import { apiAccess } from '../adapters/programme/api-access.ts';
import { assessmentProgress } from '../adapters/programme/assessment-progress.ts';
import { caseChain } from '../adapters/programme/case-chain.ts';
import { openMatters } from '../adapters/programme/open-matters.ts';
import { openOrganisationKeeping } from '../adapters/programme/open-organisation-keeping.ts';
import { openRegisterView } from '../adapters/programme/open-register-view.ts';
import { openRequestLedger } from '../adapters/programme/open-request-ledger.ts';
import { openSurveillanceTools } from '../adapters/programme/open-surveillance-tools.ts';
import { openWebhooks } from '../adapters/programme/open-webhooks.ts';
import type { OrganisationKeeping } from '../adapters/programme/organisation-keeping.ts';
import { productName } from '../adapters/programme/product-name.ts';
import { publicView } from '../adapters/programme/public-view.ts';
import type { SurveillanceTools } from '../adapters/programme/surveillance-tools.ts';
import { siteAssets } from '../adapters/site/site-assets.ts';
import { UserError } from '../foundation/user-error.ts';
import { probes } from '../probes/probes.generated.ts';
import { programmeApi } from '../server/api/programme-api.ts';
import { caseUploads } from '../server/portal/case-uploads.ts';
import { organisationsOver } from '../server/portal/organisations-over.ts';
import { portalPages } from '../server/portal/portal-pages.ts';
import { signInOver } from '../server/portal/sign-in-over.ts';
import { publicPages } from '../server/public/public-pages.ts';
import type { RequestLimits } from '../server/serve/request-limits.ts';
import { honoPart, plainPart, type ServerPart } from '../server/serve/server-part.ts';
import type { Programme } from '../worker/programme.ts';
import type { OpenProgramme } from './open-programme.ts';
import type { ProgrammeServices } from './programme-services.ts';

/** Milliseconds between two looks at a running assessment, for who follows it over the API. */
const pollMs = 500;
const usualBody = 2 ** 20;

const addressNow = (): string => currentRequest()?.address ?? '';

/** API, portal, sign-in and public pages over one programme. Refused: `AUTHORITY_MISSING`. */
export function serverParts(open: OpenProgramme, services: ProgrammeServices, limits: RequestLimits): readonly ServerPart[] {
  const { config, log } = open;
  const { signIn } = services;
  const failed = (error: unknown): void => log.error('a request failed', { error });
  const most = config.uploads.maxBytes;
  const withUploads = (path: RegExp) => ({
    unmeasured: true,
    largestBody: (method: string, place: string) => (method !== 'GET' && path.test(place) ? most : usualBody),
  });
  const matters = openMatters({
    database: open.database,
    desk: services.programme.desk,
    settings: config.programme,
    now: services.programme.now,
  });
  return [
    honoPart(programmeApi(apiDeps(open, services, limits, matters.matters, failed)), {
      name: 'api',
      at: '/api/v1',
      limit: 'own',
      ...withUploads(/\/uploads(\/|$)/),
    }),
    honoPart(portalPages(portalDeps(open, services, matters.matters, failed)), {
      name: 'portal',
      at: '/portal',
      ...withUploads(/^\/portal\/cases\/[^/]+\/(?:uploads(?:\/|$)|add-evidence$)/),
    }),
    plainPart((request) => signIn.handler(request, addressNow()), { name: 'sign-in', at: '/auth', limit: 'sign-in' }),
    honoPart(publicPages(publicDeps(open, services, matters.publicMatters, failed)).app, { name: 'public', at: '/' }),
  ];
}

type Matters = ReturnType<typeof openMatters>;
type Failed = (error: unknown) => void;

function apiDeps(
  { config, database, queue, sessionSecret }: OpenProgramme,
  { programme, directory, signIn, uploads }: ProgrammeServices,
  limits: RequestLimits,
  matters: Matters['matters'],
  report: Failed,
): Parameters<typeof programmeApi>[0] {
  const { desk, catalogue, now } = programme;
  return {
    desk,
    catalogue,
    version: engineVersion.replace(/^iqs\//, ''),
    origin: config.baseUrl,
    ...apiAccess(signIn),
    limit: limits.api,
    addressOf: addressNow,
    requests: openRequestLedger(database, now),
    uploads,
    progress: (id) => assessmentProgress(database.db, queue, id),
    keeping: keepingOf(programme, directory, signIn),
    webhooks: openWebhooks({ database, queue, serverSecret: sessionSecret, rules: config.webhooks, now }),
    matters,
    surveillance: surveillanceOf(programme),
    register: openRegisterView({ database, authority: mustHave(programme.authority), now }),
    pollMs,
    report,
  };
}

function portalDeps(
  { config, database, queue }: OpenProgramme,
  { programme, directory, signIn, uploads, languages, agreement }: ProgrammeServices,
  matters: Matters['matters'],
  failed: Failed,
): Parameters<typeof portalPages>[0] {
  const { desk, catalogue, now } = programme;
  return {
    desk,
    signIn: signInOver(signIn, directory),
    uploads: caseUploads({ uploads, desk }),
    organisations: organisationsOver(signIn, now),
    keeping: keepingOf(programme, directory, signIn),
    joins: config.join.makers,
    schemes: catalogue.schemes.map(({ source }) => chooseScheme(catalogue, source.id)),
    questions: Object.fromEntries(probes.map(({ id, title }) => [id, title])),
    settings: config.programme,
    agreement,
    chain: (seat, id) => caseChain(database.db, seat, id),
    progress: (id) => assessmentProgress(database.db, queue, id),
    matters,
    surveillance: surveillanceOf(programme),
    languages,
    origin: config.baseUrl,
    name: productName,
    addressOf: addressNow,
    script: portalScript(),
    failed,
    now,
  };
}

function publicDeps(
  { database, store }: OpenProgramme,
  { programme, languages }: ProgrammeServices,
  matters: Matters['publicMatters'],
  failed: Failed,
): Parameters<typeof publicPages>[0] {
  const { authority, catalogue, settings, now } = programme;
  return {
    authority: mustHave(authority),
    database,
    catalogue,
    languages,
    assets: siteAssets(),
    portal: 'portal',
    settings,
    now,
    ...matters,
    ...publicView(database, store),
    addressOf: addressNow,
    onDefect: failed,
  };
}

const surveillanceOf = ({ database, store, authority, settings, now }: Programme): SurveillanceTools =>
  openSurveillanceTools({ database, store, authority: mustHave(authority), settings, now });

const keepingOf = (
  { catalogue, now }: Programme,
  directory: ProgrammeServices['directory'],
  signIn: ProgrammeServices['signIn'],
): OrganisationKeeping => openOrganisationKeeping({ signIn, directory, schemes: catalogue.schemes.map(({ source }) => source.id), now });

function mustHave<T>(authority: T | null): T {
  if (authority !== null) return authority;
  throw new UserError(
    'AUTHORITY_MISSING',
    'the programme has no keys and no register',
    'authority in the data folder',
    'make one with: iqs authority init DATA/authority',
  );
}

const scriptPlaces = [new URL('./web/portal-page.js', import.meta.url), new URL('../../dist/main/web/portal-page.js', import.meta.url)];

/** Null: not built, and the pages work without. */
function portalScript(): string | null {
  const place = scriptPlaces.find((each) => existsSync(each));
  return place === undefined ? null : readFileSync(place, 'utf8');
}
