import { randomBytes } from 'node:crypto';
import { oneLine } from '../../../foundation/one-line.ts';
import { productOf } from '../product-of.ts';
import { type Checked, checked, type Seen, type Service, type ServiceProbe } from '../service.ts';
import type { HttpAnswer } from './http-ask.ts';
import { cookieCheck, defaultPageCheck, headerCheck, redirectCheck } from './http-headers.ts';
import { findLogin, type HttpLoginPlace, httpLoginForm } from './http-login.ts';
import { publishedPaths } from './http-published-paths.ts';
import { type HttpSite, httpSite } from './http-site.ts';

/** HTTP and HTTPS: what a browser without a login is given, and how it is asked to log in. */
export const http: ServiceProbe = {
  id: 'http',
  sends: `HTTP: GET of the start page, of usual login pages, of one page that is not there and of ${publishedPaths.length} published addresses; no redirect to another place is followed`,
  look: async (service) => {
    const site = httpSite(service);
    const start = await site.ask({ path: '/' }, 'http: GET the start page');
    if (start === null)
      return {
        product: null,
        version: null,
        detail: 'no answer',
        checks: [checked('anonymous-access', 'unknown', 'no answer that is HTTP')],
      };
    const place = await findLogin(site);
    const server = oneLine(String(start.headers.server ?? ''), 120);
    const title = oneLine(/<title>([^<]{1,200})/i.exec(start.body)?.[1] ?? '', 60);
    return {
      ...productOf(server),
      detail: [`status ${start.status}`, server, title && `"${title}"`, place && `login by ${place.kind} at ${place.path}`]
        .filter(Boolean)
        .join('; '),
      checks: [
        defaultPageCheck(start),
        headerCheck(start, service),
        cookieCheck([start], service),
        redirectCheck(start, service),
        loginCheck(place, service),
        await accessCheck(site, start, place),
      ],
    } satisfies Seen;
  },
  loginForms: async (service) => {
    const site = httpSite(service);
    const place = await findLogin(site);
    return place === null ? [] : [httpLoginForm(site, place)];
  },
};

/** Basic is a password in all but name; a Digest answer does not carry it, but its page does (RFC 7616, 5). */
function loginCheck(place: HttpLoginPlace | null, { secure }: Service): Checked {
  if (secure) return checked('cleartext-login', 'no', 'under TLS');
  if (place === null) return checked('cleartext-login', 'unknown', 'no login was found');
  const words = `asks for a login by ${place.kind} at ${oneLine(place.path, 120)} without TLS`;
  return checked('cleartext-login', place.kind === 'digest' ? 'no' : 'yes', words);
}

async function accessCheck(site: HttpSite, start: HttpAnswer, place: HttpLoginPlace | null): Promise<Checked> {
  // Some servers answer anything with a page: what is not there shows which.
  const absent = await site.ask({ path: `/iqs-${randomBytes(6).toString('hex')}` }, 'http: GET a page that is not there');
  const given: string[] = [];
  for (const { path, what, shows } of publishedPaths) {
    const answer = await site.ask({ path }, 'http: GET a published address without a login');
    if (answer === null || answer.status !== 200 || !shows.test(answer.body)) continue;
    if (absent?.status === 200 && shows.test(absent.body)) continue;
    given.push(`${path} (${what})`);
  }
  if (given.length > 0) return checked('anonymous-access', 'yes', `gives without a login: ${given.slice(0, 6).join(', ')}`);
  const isGuarded = start.status === 401 || (place !== null && (place.path === '/' || start.status >= 300));
  const words = `none of ${publishedPaths.length} published addresses gives anything`;
  return isGuarded
    ? checked('anonymous-access', 'no', `asks for a login; ${words}`)
    : checked(
        'anonymous-access',
        'unknown',
        `${words}; the start page is shown without a login (status ${start.status}), and what may be done there was not judged`,
      );
}
