import type { Config } from '../../adapters/config/config.ts';

/** 400: there is none, or the request names two; 421: it is not ours; null: answer it. */
export type HostRefusal = 400 | 421 | null;

/**
 * Only what we are called is answered. Threat: a page of somebody else's name that leads to our address (DNS rebinding), a link in a message or a cached page made with a
 * host that the sender chose.
 */
export function hostCheck({
  baseUrl,
  hosts,
}: Pick<Config, 'baseUrl' | 'hosts'>): (request: Request, rawHeaders: readonly string[]) => HostRefusal {
  const own = new URL(baseUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'];
  const port = own.port === '' ? '' : `:${own.port}`;
  const names = [own.host, ...hosts, ...(local.includes(own.hostname) ? local.map((name) => `${name}${port}`) : [])];
  const known = new Set(names.map(withoutUsualPort));
  return (request, rawHeaders) => {
    const host = request.headers.get('host');
    // Node keeps the first of two; whoever stands in front may have gone by the second.
    if (rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1) return 400;
    // An absolute target (`GET http://other/ HTTP/1.1`) names another host than the header, and the header is what a proxy went by.
    if (host === null || !/^[\w.:[\]-]+$/.test(host) || withoutUsualPort(new URL(request.url).host) !== withoutUsualPort(host)) return 400;
    return known.has(withoutUsualPort(host)) ? null : 421;
  };
}

const withoutUsualPort = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.(?=:|$)/, '')
    .replace(/:(?:80|443)$/, '');
