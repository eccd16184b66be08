import { base64Text } from './base64-text.ts';

export type HttpLogin = { readonly user: string | null; readonly password: string | null };

/** The login of an Authorization field: Basic (RFC 7617) gives both, Digest (RFC 7616) the user only; null for a token or none. */
export function authorizationLogin(field: string): HttpLogin | null {
  const [, scheme = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(field) ?? [];
  if (scheme.toLowerCase() === 'basic') {
    const text = base64Text(rest);
    const colon = text?.indexOf(':') ?? -1;
    return text === null || colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  if (scheme.toLowerCase() !== 'digest') return null;
  const user = /\busername="([^"]{0,200})"/.exec(rest)?.[1];
  return user === undefined ? null : { user, password: null };
}

const userFields = /^(?:user(?:name|id)?|usr|login(?:name|_?user)?|account|email|uid|_username|j_username|loginuser)$/i;
const passwordFields = /^(?:pass(?:word|wd|code)?|pwd|psw|passw|_password|j_password|loginpas(?:s|sword)?|user_?pw)$/i;
const longest = 4096;
const mostFields = 64;

/** A login in a form or query string (`a=b&c=d`): a field that is called a password, and one that is called a user. Null where no password stands. */
export function formLogin(text: string): HttpLogin | null {
  const pairs = text
    .slice(0, longest)
    .split('&', mostFields)
    .map((pair): readonly [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0 ? ['', ''] : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))];
    });
  const password = pairs.find(([name, value]) => passwordFields.test(name) && value !== '')?.[1];
  if (password === undefined) return null;
  return { user: pairs.find(([name]) => userFields.test(name))?.[1] ?? null, password };
}

/** The same in a JSON object's text, one level deep, by its spelling: the object may be cut off. */
export function jsonLogin(text: string): HttpLogin | null {
  const fields = [...text.slice(0, longest).matchAll(/"([A-Za-z_]{2,20})"\s{0,4}:\s{0,4}"([^"\\]{1,128})"/g)];
  const password = fields.find(([, name = '']) => passwordFields.test(name))?.[2];
  if (password === undefined) return null;
  return { user: fields.find(([, name = '']) => userFields.test(name))?.[2] ?? null, password };
}

function decoded(text: string): string {
  return text.replaceAll('+', ' ').replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
