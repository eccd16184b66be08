import type { Conversation, Protocol, ProtocolTools, Side, Tell } from '../../model/protocol.ts';
import type { HttpHead } from '../http-head.ts';
import { authorizationLogin, formLogin, type HttpLogin, jsonLogin } from '../http-login.ts';
import { httpProducts } from '../http-products.ts';
import { isFirmware } from '../is-firmware.ts';
import { personalIdentifiers } from '../personal-identifiers.ts';
import { resuming } from '../resuming.ts';
import { isTrackerHost } from '../tracker-hosts.ts';
import { isHttpStart } from './is-http-start.ts';
import { MessageReader } from './message-reader.ts';

/** Requests without an answer yet: more than this nobody sends ahead. */
const mostAhead = 64;

type Request = { readonly method: string; readonly target: string; readonly host: string };

/** HTTP/1.x (RFC 9112): who logs in, with what software, and whether firmware or identifiers go by in clear. */
export const http: Protocol = {
  id: 'http',
  title: 'HTTP/1: logins, software, firmware and identifiers in clear',
  references: [
    { source: 'RFC 9110', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
    { source: 'RFC 9112', url: 'https://www.rfc-editor.org/rfc/rfc9112' },
  ],
  limitations: [
    'Of a body the first 4096 bytes are looked at, and not under a content coding.',
    'Logins are told in Basic and Digest fields, and in forms and JSON by the names of their fields.',
    'HTTP/2 in clear is not read.',
  ],
  transports: ['tcp'],
  ports: [80, 81, 8000, 8008, 8080, 8081, 8088, 8888, 49152],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => (isHttpStart(fromClient) || isHttpStart(fromServer) ? 'certain' : 'no'),
  converse: (_, tools) => {
    const exchange = new Exchange(tools);
    return resuming(exchange, { isStart: isHttpStart, forget: (side) => exchange.forget(side) });
  },
};

class Exchange implements Conversation {
  readonly #tell: Tell;
  readonly #requests: Request[] = [];
  readonly #readers: Record<Side, MessageReader>;
  #request: Request = { method: '', target: '', host: '' };
  #answered: Request | undefined;
  #becomes: string | null = null;
  /** Of each side, what a body is said to be. */
  #type = '';
  #name = '';
  #status = 0;

  constructor({ tell }: ProtocolTools) {
    this.#tell = tell;
    this.#readers = { client: this.#newReader('client'), server: this.#newReader('server') };
  }

  read(side: Side, bytes: Uint8Array): ReturnType<Conversation['read']> {
    const taken = this.#readers[side].read(bytes);
    return this.#becomes === null ? taken : { becomes: this.#becomes, taken };
  }

  end(): void {
    this.#readers.client.end();
    this.#readers.server.end();
  }

  /** Which request a later response answers is no longer known. */
  forget(side: Side): void {
    this.#readers[side].end();
    this.#readers[side] = this.#newReader(side);
    this.#requests.length = 0;
  }

  #newReader(side: Side): MessageReader {
    return side === 'client'
      ? new MessageReader({ head: (head) => this.#openRequest(head), body: (sample) => this.#requestBody(sample) })
      : new MessageReader({ head: (head) => this.#openResponse(head), body: (sample) => this.#responseBody(sample) });
  }

  #openRequest({ first, fields }: HttpHead): boolean {
    const [, method = '', target = ''] = /^(\S+) (\S*)/.exec(first) ?? [];
    const host = (fields.get('host') ?? '').slice(0, 255);
    this.#request = { method, target, host };
    if (this.#requests.length < mostAhead) this.#requests.push(this.#request);
    this.#type = fields.get('content-type') ?? '';
    for (const product of httpProducts(fields.get('user-agent') ?? '')) this.#tell.component({ side: 'client', ...product });
    this.#login(authorizationLogin(fields.get('authorization') ?? '') ?? formLogin(target.split('?')[1] ?? ''));
    this.#identifiers(target.split('?')[1] ?? '');
    if (isTrackerHost(host)) this.#tell.behaviour({ kind: 'tracker', detail: `a request to ${host}` });
    return fields.has('content-length') || fields.has('transfer-encoding');
  }

  #requestBody(sample: string): void {
    if (/json/i.test(this.#type) || sample.startsWith('{')) this.#login(jsonLogin(sample));
    else if (/form-urlencoded/i.test(this.#type)) this.#login(formLogin(sample));
    this.#identifiers(sample);
  }

  #openResponse({ first, fields }: HttpHead): boolean {
    const status = Number(/^HTTP\/\S+ (\d{3})/.exec(first)?.[1] ?? 0);
    if (status >= 100 && status < 200 && status !== 101) return false;
    this.#status = status;
    this.#answered = this.#requests.shift();
    for (const product of httpProducts(fields.get('server') ?? '')) this.#tell.component({ side: 'server', ...product });
    this.#name = /filename="?([^";]{1,200})/i.exec(fields.get('content-disposition') ?? '')?.[1] ?? this.#answered?.target ?? '';
    if (status === 101) this.#becomes = (fields.get('upgrade') ?? '').toLowerCase() === 'websocket' ? 'websocket' : 'unknown';
    if (this.#answered?.method === 'CONNECT' && status < 300) this.#becomes = 'tls';
    if (this.#becomes !== null || status < 200 || status === 204 || status === 304 || this.#answered?.method === 'HEAD') return false;
    return true;
  }

  #responseBody(sample: string): void {
    if (this.#status < 200 || this.#status > 206 || !isFirmware(this.#name, sample)) return;
    const path = this.#name.split('?')[0] ?? '';
    this.#tell.behaviour({ kind: 'cleartext-update', detail: `firmware fetched over http: ${this.#answered?.host ?? ''} ${path}` });
  }

  #login(login: HttpLogin | null): void {
    if (login !== null) this.#tell.credential(login);
  }

  #identifiers(text: string): void {
    for (const kind of personalIdentifiers(text)) {
      this.#tell.behaviour({ kind: 'identifier-in-clear', detail: `${kind} in a request to ${this.#request.host}` });
    }
  }
}
