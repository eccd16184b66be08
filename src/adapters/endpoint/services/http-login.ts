import { randomBytes } from 'node:crypto';
import { challengeIn, digestAnswer } from '../digest-answer.ts';
import type { LoginForm, LoginOutcome } from '../service.ts';
import type { HttpAnswer } from './http-ask.ts';
import { type PasswordForm, passwordForm } from './http-form.ts';
import type { HttpSite } from './http-site.ts';

/** What asks for a login on a web server, and where. */
export type HttpLoginPlace =
  | { readonly kind: 'basic' | 'digest'; readonly path: string }
  | { readonly kind: 'form'; readonly path: string; readonly form: PasswordForm };

/** Where login pages usually are, when the start page is none. */
const usualPlaces = ['/', '/login', '/login.html', '/login.htm', '/index.html', '/admin', '/cgi-bin/luci'] as const;

/** The first of the usual places, redirects on the same origin followed twice, that asks for a login; null where none does. */
export async function findLogin(site: HttpSite): Promise<HttpLoginPlace | null> {
  for (const start of usualPlaces) {
    let path: string | null = start;
    for (let hops = 0; path !== null && hops < 3; hops += 1) {
      const answer: HttpAnswer | null = await site.ask({ path }, 'http: look for a login');
      if (answer === null) return null;
      const place = placeIn(answer, path);
      if (place !== null) return place;
      path = redirectOf(answer, path, site);
    }
  }
  return null;
}

function placeIn(answer: HttpAnswer, path: string): HttpLoginPlace | null {
  const challenge = answer.status === 401 ? challengeIn(answer.headers['www-authenticate'] ?? '') : null;
  if (challenge !== null) return { kind: challenge.scheme, path };
  const form = passwordForm(answer.body);
  return form === null ? null : { kind: 'form', path, form };
}

/** Where an answer leads, by status and Location or by a refreshing page; null: nowhere, or to another origin. */
function redirectOf({ status, headers, body }: HttpAnswer, path: string, site: HttpSite): string | null {
  const refresh = /http-equiv=["']?refresh["']?[^>]{0,100}url=([^"'>\s]{1,500})/i.exec(body)?.[1];
  const link = status >= 301 && status <= 308 ? headers.location : refresh;
  return link === undefined ? null : site.pathOf(link, path);
}

const purpose = 'http: try a login';

/** How a login is tried at that place. */
export function httpLoginForm(site: HttpSite, place: HttpLoginPlace): LoginForm {
  if (place.kind !== 'form') return { how: `http ${place.kind}`, attempt: (user, password) => byHeader(site, place.path, user, password) };
  let refused: Promise<string | null> | null = null;
  return {
    how: 'http form',
    attempt: async (user, password) => {
      // How a refusal looks is learnt from one attempt with a login that nobody has.
      refused ??= sendForm(site, place.path, nobody(), nobody()).then((answer) => (answer === null ? null : lookOf(answer)));
      const wrong = await refused;
      const answer = await sendForm(site, place.path, user, password);
      return wrong === null || answer === null ? 'unclear' : judge(answer, wrong);
    },
  };
}

const nobody = (): string => `iqs-${randomBytes(4).toString('hex')}`;

async function byHeader(site: HttpSite, path: string, user: string, password: string): Promise<LoginOutcome> {
  const asked = await site.ask({ path }, purpose);
  if (asked?.status === 403 || asked?.status === 429) return 'locked';
  const challenge = asked?.status === 401 ? challengeIn(asked.headers['www-authenticate'] ?? '') : null;
  if (challenge === null) return 'unclear';
  const authorization = digestAnswer(challenge, { method: 'GET', uri: path, user, password });
  const answer = await site.ask({ path, headers: { authorization } }, purpose);
  if (answer === null) return 'unclear';
  if (answer.status === 401) return 'refused';
  if (answer.status === 403 || answer.status === 429) return 'locked';
  return answer.status < 500 ? 'accepted' : 'unclear';
}

/** The form is fetched anew for each attempt: its hidden fields and cookie may be good once only. */
async function sendForm(site: HttpSite, path: string, user: string, password: string): Promise<HttpAnswer | null> {
  const page = await site.ask({ path }, purpose);
  const form = page === null ? null : passwordForm(page.body);
  const action = form === null ? null : site.pathOf(form.action === '' ? path : form.action, path);
  if (page === null || form === null || action === null) return null;
  const fields = new URLSearchParams({
    ...form.others,
    ...(form.userField === null ? {} : { [form.userField]: user }),
    [form.passwordField]: password,
  }).toString();
  const cookie = page.cookies.map((one) => one.split(';', 1)[0] ?? '').join('; ');
  const headers = { ...(cookie === '' ? {} : { cookie }), referer: `${site.origin}${path}` };
  if (form.method === 'GET') return site.ask({ path: `${action.split('?', 1)[0]}?${fields}`, headers }, purpose);
  return site.ask(
    { method: 'POST', path: action, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: fields },
    purpose,
  );
}

/** What tells one kind of answer from another: status, where it leads, whether it asks for a password again. */
const lookOf = ({ status, headers, body }: HttpAnswer): string =>
  `${status} ${headers.location?.split('?', 1)[0] ?? ''} ${passwordForm(body) !== null}`;

function judge(answer: HttpAnswer, wrong: string): LoginOutcome {
  if (answer.status === 429 || answer.status === 423 || /too many|locked out|account (is )?locked|try again (later|in)/i.test(answer.body))
    return 'locked';
  if (lookOf(answer) === wrong)
    return /incorrect|invalid|wrong|failed|denied/i.test(answer.body) || passwordForm(answer.body) !== null || answer.status !== 200
      ? 'refused'
      : 'unclear';
  if (answer.status >= 400 || passwordForm(answer.body) !== null) return 'refused';
  return 'accepted';
}
