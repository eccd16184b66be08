import { DecodeError } from '../../foundation/decode-error.ts';
import { hex } from '../../foundation/hex.ts';
import { latin1Bytes } from '../../foundation/latin1-bytes.ts';
import type { Host } from '../../model/host.ts';
import type { Conversation, Protocol, Side, Tell } from '../../model/protocol.ts';
import { agreedOf, hasshText, type KexInit, offerOf, readKexInit, spokenVersion, sshPacketLength } from '../ssh-key-exchange.ts';
import { startsWith, textLines } from '../text-lines.ts';

/** The Secure Shell protocol: who speaks it, in which version, and what both sides are ready for; the rest is encrypted. */
export const ssh: Protocol = {
  id: 'ssh',
  title: 'SSH: identification strings and key exchange',
  references: [
    { source: 'RFC 4253', clause: '4.2', url: 'https://www.rfc-editor.org/rfc/rfc4253' },
    { source: 'RFC 4253', clause: '7.1', url: 'https://www.rfc-editor.org/rfc/rfc4253' },
    { source: 'HASSH', clause: 'README', url: 'https://github.com/salesforce/hassh' },
  ],
  limitations: [
    'Of SSH 1 the version is read, not its key exchange.',
    'Host keys, and key exchanges after the first, are not read.',
    'Which algorithms were agreed is worked out from both offers, not seen.',
  ],
  transports: ['tcp'],
  ports: [22],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => (startsWith(fromServer, 'SSH-') || startsWith(fromClient, 'SSH-') ? 'certain' : 'no'),
  converse: (_, { host, tell }) => new SshConversation(host, tell),
};

type Heard = { version: string | null; offer: KexInit | null; isOver: boolean };

class SshConversation implements Conversation {
  readonly #host: Host;
  readonly #tell: Tell;
  readonly #heard: Readonly<Record<Side, Heard>> = {
    client: { version: null, offer: null, isOver: false },
    server: { version: null, offer: null, isOver: false },
  };

  constructor(host: Host, tell: Tell) {
    this.#host = host;
    this.#tell = tell;
  }

  read(side: Side, bytes: Uint8Array): number | 'settled' {
    const heard = this.#heard[side];
    if (heard.isOver) return bytes.length;
    const named = heard.version === null ? this.#identification(side, bytes) : 0;
    if (heard.version === null) return named;
    // Messages of SSH 1 are built otherwise.
    if (this.#isOld()) heard.isOver = true;
    const taken = named + this.#packets(heard, bytes.subarray(named));
    const { client, server } = this.#heard;
    return client.isOver && server.isOver ? 'settled' : taken;
  }

  gap(side: Side): void {
    this.#heard[side].isOver = true;
  }

  end(): void {
    const { client, server } = this.#heard;
    if (client.version === null && server.version === null) return;
    this.#tell.ssh({
      version: client.version === null || server.version === null ? null : spokenVersion(client.version, server.version),
      clientOffer: client.offer && offerOf(client.offer),
      serverOffer: server.offer && offerOf(server.offer),
      agreed: client.offer && server.offer && agreedOf(client.offer, server.offer),
      hassh: client.offer && this.#hassh(client.offer, 'client'),
      hasshServer: server.offer && this.#hassh(server.offer, 'server'),
    });
  }

  #isOld(): boolean {
    return [this.#heard.client, this.#heard.server].some(({ version }) => version !== null && /^1\.(?!99$)/.test(version));
  }

  /** A server may send other lines before its identification (RFC 4253, 4.2). Gives how many bytes were taken. */
  #identification(side: Side, bytes: Uint8Array): number {
    let taken = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, taken)) {
      const [line = ''] = textLines(bytes.subarray(taken, end + 1)).lines;
      taken = end + 1;
      const [, protocol, software = ''] = /^SSH-([\d.]+)-(\S+)/.exec(line) ?? [];
      if (protocol === undefined) continue;
      const [, name = software, version = null] = /^([A-Za-z][\w+-]*?)[_-]v?(\d[\w.]*)/.exec(software) ?? [];
      this.#tell.component({ side, name: name.toLowerCase(), version });
      this.#heard[side].version = protocol;
      break;
    }
    return taken;
  }

  #packets(heard: Heard, bytes: Uint8Array): number {
    let taken = 0;
    while (!heard.isOver) {
      const rest = bytes.subarray(taken);
      try {
        const length = sshPacketLength(rest);
        if (length === 0) return taken;
        heard.offer = readKexInit(rest.subarray(0, length));
        heard.isOver = heard.offer !== null;
        taken += length;
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        // The other side's offer is still worth reading.
        heard.isOver = true;
      }
    }
    return bytes.length;
  }

  #hassh(offer: KexInit, side: Side): string {
    return hex(this.#host.hash('md5', latin1Bytes(hasshText(offer, side))));
  }
}
