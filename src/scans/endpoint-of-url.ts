import { portOf } from './json-fields.ts';

const usual: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443, 'ftp:': 21 };

export type Endpoint = { readonly host: string; readonly port: number | null; readonly scheme: string | null };

/** Where a URL, `host:port`, `[v6]:port` or a bare host points to; null where it points nowhere. */
export function endpointOfUrl(text: string): Endpoint | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text)) {
    const url = new URL(text);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const given = /:(\d{1,5})$/.exec(url.host)?.[1];
    return host === '' ? null : { host, port: portOf(given) ?? usual[url.protocol] ?? null, scheme: url.protocol.slice(0, -1) };
  }
  const match = /^\[?([^\s\]/]{1,255}?)\]?(?::(\d{1,5}))?(?:\/.{0,4000})?$/s.exec(text.trim());
  const [, host, port] = match ?? [];
  if (host === undefined) return null;
  return host.includes(':') && port !== undefined && !text.startsWith('[')
    ? { host: `${host}:${port}`, port: null, scheme: null }
    : { host, port: portOf(port), scheme: null };
}
