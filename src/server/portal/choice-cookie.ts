import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

type Choice = 'hat' | 'lang';

const year = 31_536_000;
const prefixOf = (origin: string): 'host' | undefined => (origin.startsWith('https:') ? 'host' : undefined);

/**
 * What a browser keeps of a person's choices; the session is not among them. Over https their names begin with `__Host-`, which a browser takes from nobody but this very host.
 * Threat: another host of the same domain that chooses for the person.
 */
export const choiceCookie = {
  read: (c: Context, origin: string, name: Choice): string | undefined => {
    const prefix = prefixOf(origin);
    return prefix === undefined ? getCookie(c, name) : getCookie(c, name, prefix);
  },
  keep: (c: Context, origin: string, name: Choice, value: string): void => {
    const prefix = prefixOf(origin);
    setCookie(c, name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: year,
      ...(prefix === undefined ? {} : { secure: true, prefix }),
    });
  },
} as const;
