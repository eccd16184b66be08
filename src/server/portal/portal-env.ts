import type { Context } from 'hono';
import { notePerson } from '../../adapters/log/request-context.ts';
import type { Seat } from '../../adapters/programme/desk.ts';
import type { From } from '../../adapters/sign-in/person.ts';
import { UserError } from '../../foundation/user-error.ts';
import { type Messages, text } from '../../model/message.ts';
import { choiceCookie } from './choice-cookie.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type Frame, type Hat, hatsOf } from './portal-page.ts';
import type { Visitor } from './sign-in-port.ts';

export type PortalEnv = { Variables: { frame: Frame; from: From } };
export type PortalContext = Context<PortalEnv>;

/** What signing in is given of a request. */
export const fromOf = (c: Context, { addressOf }: Pick<PortalDeps, 'addressOf'>): From => ({
  headers: c.req.raw.headers,
  address: addressOf(c.req.raw),
});

/** What every page of a request knows. */
export async function frameOf(c: Context, deps: PortalDeps): Promise<Frame> {
  const visitor = await deps.signIn.visitor(fromOf(c, deps));
  notePerson(visitor?.person ?? null);
  const messages = languageOf(c, deps);
  const url = new URL(c.req.url);
  url.searchParams.delete('lang');
  url.searchParams.delete('done');
  return {
    messages,
    languages: deps.languages,
    name: deps.name,
    visitor,
    hat: visitor === null ? null : hatOf(visitor, choiceCookie.read(c, deps.origin, 'hat')),
    now: deps.now(),
    address: `${url.pathname}${url.search}`,
    flash: flashOf(messages, c.req.query('done')),
    hasScript: deps.script !== null,
  };
}

/** The language asked for, kept, or preferred by the browser; English else. */
function languageOf(c: Context, { languages, origin }: PortalDeps): Messages {
  const wanted = [
    c.req.query('lang'),
    choiceCookie.read(c, origin, 'lang'),
    ...(c.req.header('accept-language') ?? '').split(',').map((tag) => tag.trim().split(/[-;]/)[0]),
  ];
  const found = wanted.flatMap((tag) => languages.find(({ language }) => language === tag) ?? [])[0] ?? languages[0];
  if (found === undefined) throw new Error('a portal without a language');
  return found;
}

/** The hat chosen, if it is still the visitor's; else the first that works on cases. */
function hatOf(visitor: Visitor, chosen: string | undefined): Hat | null {
  const all = hatsOf(visitor);
  const found =
    all.find(({ organisation, role }) => `${organisation} ${role}` === chosen) ??
    all.find(({ role }) => role !== 'administrator') ??
    all[0];
  return found === undefined ? null : { organisation: found.organisation, role: found.role };
}

/** `<act>` of a case, or `saved` and its like: never a text of an address. */
function flashOf(messages: Messages, done: string | undefined): string | null {
  if (done === undefined || !/^[a-z-]{1,40}$/.test(done)) return null;
  const english = messages.fallback?.texts ?? messages.texts;
  if (Object.hasOwn(english, `portal.done.${done}`)) return text(messages, `portal.done.${done}`);
  return Object.hasOwn(english, `programme.action.${done}`)
    ? text(messages, 'portal.done', { what: text(messages, `programme.action.${done}`) })
    : null;
}

/** The seat of who is signed in and wears a hat; refused as `ROLE_MISSING` for who has none. */
export function seatOf({ visitor, hat }: Frame): Exclude<Seat, 'system'> {
  if (visitor === null || hat === null)
    throw new UserError('ROLE_MISSING', 'nobody with a role', 'the portal', 'ask an administrator for a role');
  return { person: visitor.person, ...hat };
}
