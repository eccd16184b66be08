import type { Service } from '../service.ts';
import { type HttpAnswer, type HttpRequest, httpAsk } from './http-ask.ts';

/** Asks one web server; every request is a connection of its own. null: no answer. */
export type HttpSite = {
  /** `https://camera.local:8443`. */
  readonly origin: string;
  readonly ask: (request: Omit<HttpRequest, 'host'>, purpose: string) => Promise<HttpAnswer | null>;
  /** The path and query of a link on a page, where it stays on this very origin; null where it leads elsewhere. */
  readonly pathOf: (link: string, from: string) => string | null;
};

export function httpSite(service: Service): HttpSite {
  const { target, door, secure, patience } = service;
  const usual = secure ? 443 : 80;
  const name = target.host.includes(':') ? `[${target.address}]` : target.host;
  const host = door.port === usual ? name : `${name}:${door.port}`;
  const origin = `${secure ? 'https' : 'http'}://${host}`;
  return {
    origin,
    ask: async (request, purpose) => {
      const connection = await service.open(purpose).catch(() => null);
      return connection === null ? null : httpAsk(connection.stream, { ...request, host }, patience.answerMs);
    },
    pathOf: (link, from) => {
      const url = URL.parse(link, `${origin}${from}`);
      return url !== null && url.origin === URL.parse(origin)?.origin ? `${url.pathname}${url.search}` : null;
    },
  };
}
