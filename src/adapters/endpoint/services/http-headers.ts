import { isIP } from 'node:net';
import { oneLine } from '../../../foundation/one-line.ts';
import { type Checked, checked, type Service } from '../service.ts';
import type { HttpAnswer } from './http-ask.ts';

const isPage = ({ headers, status }: HttpAnswer): boolean => status === 200 && (headers['content-type'] ?? '').includes('html');

/** Headers without which a browser is left to its defaults (W3C CSP 3, RFC 7034, RFC 6797, WHATWG fetch: nosniff). */
export function headerCheck(answer: HttpAnswer, { secure, door, target }: Service): Checked {
  if (!isPage(answer)) return checked('missing-security-headers', 'unknown', `the start page is no page (status ${answer.status})`);
  const policy = String(answer.headers['content-security-policy'] ?? '');
  const missing = [
    ...(policy === '' ? ['Content-Security-Policy'] : []),
    ...(String(answer.headers['x-content-type-options'] ?? '').toLowerCase() === 'nosniff' ? [] : ['X-Content-Type-Options']),
    ...(answer.headers['x-frame-options'] === undefined && !policy.includes('frame-ancestors')
      ? ['X-Frame-Options or frame-ancestors']
      : []),
    // RFC 6797, 8.1.1: of no effect for an address; a browser that does not trust the certificate ignores it too (8.1).
    ...(secure && door.trust === 'public' && isIP(target.host) === 0 && answer.headers['strict-transport-security'] === undefined
      ? ['Strict-Transport-Security']
      : []),
  ];
  return checked(
    'missing-security-headers',
    missing.length > 0 ? 'yes' : 'no',
    missing.length > 0 ? `missing: ${missing.join(', ')}` : 'all there',
  );
}

/** Cookies that scripts may read, or that go over an unencrypted connection too (RFC 6265, 4.1.2). */
export function cookieCheck(answers: readonly HttpAnswer[], { secure }: Service): Checked {
  const cookies = answers.flatMap((answer) => answer.cookies);
  const poor = cookies.flatMap((cookie) => {
    const [name = ''] = cookie.split('=', 1);
    const lacks = [...(/;\s*httponly/i.test(cookie) ? [] : ['HttpOnly']), ...(!secure || /;\s*secure/i.test(cookie) ? [] : ['Secure'])];
    return lacks.length > 0 ? [`${oneLine(name, 40)} lacks ${lacks.join(' and ')}`] : [];
  });
  if (poor.length > 0) return checked('insecure-cookie', 'yes', [...new Set(poor)].slice(0, 5).join(', '));
  return checked(
    'insecure-cookie',
    'no',
    cookies.length === 0 ? 'no cookie is set before a login' : `${cookies.length} cookies, none poor`,
  );
}

/** Whether a server without TLS sends browsers to one with it. Redirects are read, not followed. */
export function redirectCheck(answer: HttpAnswer, { secure }: Service): Checked {
  if (secure) return checked('no-https-redirect', 'no', 'is under TLS itself');
  const location = oneLine(answer.headers.location ?? '', 120);
  const isSent = answer.status >= 301 && answer.status <= 308 && /^https:/i.test(location);
  return checked('no-https-redirect', isSent ? 'no' : 'yes', isSent ? `sends to ${location}` : `answers ${answer.status} without TLS`);
}

/** Pages that web servers and stacks come with. */
const defaults: readonly (readonly [string, RegExp])[] = [
  ['nginx', /welcome to nginx/i],
  ['Apache', /apache2? .{0,20}default page|<h1>it works!/i],
  ['Apache test page', /test page for the .{0,40}(apache|http)/i],
  ['IIS', /<title>iis windows|iisstart/i],
  ['lighttpd', /lighttpd.{0,40}placeholder page/i],
  ['OpenResty', /welcome to openresty/i],
  ['Tomcat', /<title>apache tomcat/i],
  ['Caddy', /caddy works|congratulations.{0,40}caddy/i],
  ['a list of files', /<title>(index of|directory listing)/i],
  ['GoAhead', /goahead.{0,40}(test|sample|welcome)/i],
];

/** A page that came with the software: nobody set this server up. */
export function defaultPageCheck(answer: HttpAnswer): Checked {
  if (!isPage(answer)) return checked('default-page', 'no', `the start page is none of those (status ${answer.status})`);
  const found = defaults.find(([, pattern]) => pattern.test(answer.body));
  return checked('default-page', found ? 'yes' : 'no', found ? `shows the page of ${found[0]}` : 'the start page is its own');
}
