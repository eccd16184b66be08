import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json-fields.ts';
import type { ScanCollector } from '../scan-collector.ts';

const mostNamed = 6;

/** What was seen of one origin in an archive. */
export class HarEndpoint {
  readonly #at: string;
  readonly #host: string;
  readonly #port: number;
  readonly #scheme: string;
  #server: string | null = null;
  #pages = 0;
  readonly #lacking = new Set<string>();
  #cookies = 0;
  readonly #bare = new Set<string>();
  #served = 0;
  #redirected = 0;
  readonly #logins = new Set<string>();

  constructor(at: string, host: string, port: number, scheme: string) {
    this.#at = at;
    this.#host = host;
    this.#port = port;
    this.#scheme = scheme;
  }

  get #isSecure(): boolean {
    return this.#scheme === 'https' || this.#scheme === 'wss';
  }

  add(request: Fields, response: Fields, status: number): void {
    const headers = headersOf(response);
    this.#server ??= headers.get('server')?.[0] ?? null;
    if (/^text\/html/i.test(headers.get('content-type')?.[0] ?? '') && status >= 200 && status < 300) this.#addPage(headers);
    for (const line of headers.get('set-cookie')?.flatMap((value) => value.split('\n')) ?? []) this.#addCookie(line);
    if (status >= 300 && status < 400 && /^https:/i.test(headers.get('location')?.[0] ?? '')) this.#redirected += 1;
    else if (status < 400) this.#served += 1;
    if (!this.#isSecure) this.#addLogin(request);
  }

  /** OWASP Secure Headers: what a page needs so that a browser does not guess, frame or downgrade it. */
  #addPage(headers: ReadonlyMap<string, readonly string[]>): void {
    this.#pages += 1;
    if (this.#isSecure && !headers.has('strict-transport-security')) this.#lacking.add('Strict-Transport-Security');
    if (!headers.has('x-content-type-options')) this.#lacking.add('X-Content-Type-Options');
    const policy = headers.get('content-security-policy')?.join(';') ?? '';
    if (policy === '') this.#lacking.add('Content-Security-Policy');
    if (!headers.has('x-frame-options') && !/frame-ancestors/i.test(policy)) this.#lacking.add('X-Frame-Options');
  }

  #addCookie(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.split('=')[0] ?? '';
    if (name === '') return;
    this.#cookies += 1;
    const has = (wanted: string): boolean => attributes.some((attribute) => attribute.toLowerCase() === wanted);
    const missing = [has('secure') ? '' : 'Secure', has('httponly') ? '' : 'HttpOnly'].filter((part) => part !== '');
    if (missing.length > 0 && this.#bare.size < mostNamed) this.#bare.add(`${name} without ${missing.join(' and ')}`);
  }

  #addLogin(request: Fields): void {
    const authorization = headersOf(request).get('authorization')?.[0];
    if (authorization !== undefined && /^(basic|bearer)\b/i.test(authorization))
      this.#logins.add(authorization.split(' ')[0]?.toLowerCase() ?? '');
    const fields = listOf(fieldsOf(request['postData'])['params']).map((one) => textOf(fieldsOf(one)['name']) ?? '');
    const field = fields.find((name) => /^(.{0,20}[_.-])?(pass(word|wd)?|pwd)$/i.test(name));
    if (field !== undefined) this.#logins.add(`form field ${field}`);
  }

  tellTo(scan: ScanCollector): void {
    const [at, host, port] = [this.#at, this.#host, this.#port];
    const tell = (check: CheckId, result: CheckExhibit['result'], detail: string): void =>
      scan.check({ at, host, port, check, result, detail });
    const [, product, version] = /^([A-Za-z][\w .-]{0,40}?)(?:\/(\S{1,40}))?(?:\s|$)/.exec(this.#server ?? '') ?? [];
    scan.interface({
      at,
      host,
      port,
      transport: 'tcp',
      state: 'open',
      protocol: this.#scheme,
      product: product ?? null,
      version: version ?? null,
      detail: this.#server ?? '',
    });
    if (this.#pages > 0) {
      const lacking = [...this.#lacking].join(', ');
      tell(
        'missing-security-headers',
        lacking === '' ? 'no' : 'yes',
        lacking === '' ? `${this.#pages} pages have them` : `without ${lacking}`,
      );
    }
    if (this.#cookies > 0)
      tell(
        'insecure-cookie',
        this.#bare.size > 0 ? 'yes' : 'no',
        this.#bare.size > 0 ? [...this.#bare].join(', ') : `${this.#cookies} cookies set`,
      );
    if (this.#isSecure) return;
    if (this.#served > 0) tell('no-https-redirect', 'yes', `${this.#served} responses without TLS`);
    else if (this.#redirected > 0) tell('no-https-redirect', 'no', `${this.#redirected} responses, all lead to https`);
    if (this.#logins.size > 0) tell('cleartext-login', 'yes', [...this.#logins].join(', '));
  }
}

/** By lower-case name; several of one name stay apart. */
function headersOf(message: Fields): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (const item of listOf(message['headers'])) {
    const { name, value } = fieldsOf(item);
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    const key = name.toLowerCase();
    const before = headers.get(key);
    if (before) before.push(value);
    else headers.set(key, [value]);
  }
  return headers;
}
