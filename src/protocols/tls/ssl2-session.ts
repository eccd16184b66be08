import type { ProtocolTools, Side } from '../../model/protocol.ts';
import type { ClientHello } from '../tls-handshake.ts';
import { cipherName } from '../tls-names.ts';
import { offerOf } from '../tls-session.ts';
import { readSsl2Certificate, readSsl2Choice, readSsl2ClientHello, readSsl2Record, type Ssl2Record, ssl2Message } from './ssl2.ts';

/** An SSL 2 session: both hellos, and the client's choice of cipher, all in clear (SSL 2.0, 1.2). */
export class Ssl2Session {
  readonly #tools: ProtocolTools;
  #client: ClientHello | null = null;
  #hasServer = false;
  #leaf: string | null = null;
  #cipher: number | null = null;
  #isTold = false;

  constructor(tools: ProtocolTools) {
    this.#tools = tools;
  }

  read(side: Side, bytes: Uint8Array): number | 'settled' {
    let at = 0;
    for (let record = readSsl2Record(bytes); record !== null; record = readSsl2Record(bytes.subarray(at))) {
      this.#message(side, record);
      at += record.end;
      if (this.#cipher === null || !this.#hasServer) continue;
      this.tell();
      return 'settled';
    }
    return at;
  }

  #message(side: Side, { type, body }: Ssl2Record): void {
    if (side === 'client' && type === ssl2Message.clientHello) this.#client ??= readSsl2ClientHello(body);
    else if (side === 'server' && type === ssl2Message.serverHello) this.#serverHello(body);
    else if (side === 'client' && type === ssl2Message.clientMasterKey) this.#cipher = readSsl2Choice(body);
  }

  #serverHello(body: Uint8Array): void {
    if (this.#hasServer) return;
    this.#hasServer = true;
    const der = readSsl2Certificate(body);
    if (der !== null) this.#leaf = this.#tools.tell.certificate(der);
  }

  tell(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#tools.tell.tls({
      sni: null,
      version: this.#hasServer ? 'SSL2' : null,
      cipher: this.#cipher === null ? null : cipherName(this.#cipher),
      group: null,
      alpn: null,
      certificate: this.#leaf,
      offered: this.#client === null ? null : offerOf(this.#client),
      ja3: null,
      ja4: null,
    });
  }
}
