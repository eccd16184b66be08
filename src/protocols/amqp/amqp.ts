import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Protocol, Side, Tell } from '../../model/protocol.ts';
import { startsWith } from '../text-lines.ts';
import { fieldTable } from './field-table.ts';
import { type Opening, openingOf } from './opening.ts';
import { saslInitOf } from './sasl-init.ts';

const headerBytes = 8;

/** AMQP 0-9-1 and 1.0: who speaks, and logins in clear. */
export const amqp: Protocol = {
  id: 'amqp',
  title: 'AMQP: logins and software',
  references: [
    { source: 'AMQP 0-9-1', clause: '2.3', url: 'https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf' },
    { source: 'OASIS AMQP 1.0', clause: 'part 5', url: 'https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-security-v1.0-os.html' },
  ],
  limitations: ['Messages are not read.', 'TLS inside AMQP 1.0 (protocol id 2) is handed over, not answered for.'],
  transports: ['tcp'],
  ports: [5672],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) =>
    startsWith(fromClient, 'AMQP') && fromClient.length >= headerBytes ? 'certain' : startsWith(fromServer, 'AMQP') ? 'certain' : 'no',
  converse: (_, { tell }) => {
    const header = { client: false, server: false };
    let old = false;
    return {
      read: (side, bytes) => {
        let at = 0;
        if (!header[side] && startsWith(bytes, 'AMQP')) {
          if (bytes.length < headerBytes) return 0;
          header[side] = true;
          old ||= bytes[4] === 0 && bytes[5] === 0;
          if (bytes[4] === 2) return { becomes: 'tls', taken: headerBytes };
          at = headerBytes;
        }
        for (
          let size = frameSize(bytes, at, old || side === 'server');
          size > 0 && at + size <= bytes.length;
          size = frameSize(bytes, at, old || side === 'server')
        ) {
          const frame = bytes.subarray(at, at + size);
          const opening = old ? openingOf(frame) : null;
          if (opening !== null) tellSoftware(opening, side, tell);
          const login = side === 'client' ? loginOf(opening ?? saslInitOf(frame)) : null;
          if (login !== null) {
            tell.credential(login);
            return 'settled';
          }
          at += size;
        }
        return at;
      },
    };
  },
};

function tellSoftware({ properties }: Opening, side: Side, tell: Tell): void {
  const name = properties.get('product');
  if (name !== undefined && name !== '') tell.component({ side, name: name.toLowerCase(), version: properties.get('version') ?? null });
}

type Login = { readonly user: string | null; readonly password: string | null };

/** PLAIN (RFC 4616, 2), or RabbitMQ's AMQPLAIN, a table; other mechanisms hide the password. */
function loginOf(told: { readonly mechanism: string; readonly response: Uint8Array } | null): Login | null {
  if (told === null) return null;
  if (told.mechanism === 'AMQPLAIN') {
    const fields = fieldTable(told.response);
    return { user: fields.get('LOGIN') ?? null, password: fields.get('PASSWORD') ?? null };
  }
  const [, user, password] = latin1(told.response).split('\0');
  return told.mechanism === 'PLAIN' && user !== undefined && password !== undefined ? { user, password } : null;
}

/** Bytes of the frame at `at`; 0 while its header is not whole. 0-9-1 begins with type and channel, 1.0 with the size. */
function frameSize(bytes: Uint8Array, at: number, old: boolean): number {
  if (at + 8 > bytes.length) return 0;
  const word = (place: number): number =>
    ((bytes[place] as number) << 24) +
    ((bytes[place + 1] as number) << 16) +
    ((bytes[place + 2] as number) << 8) +
    (bytes[place + 3] as number);
  const isOld = old && (bytes[at] as number) >= 1 && (bytes[at] as number) <= 8 && (bytes[at + 1] as number) < 0x80;
  const size = isOld ? 7 + word(at + 3) + 1 : word(at);
  if (size < 8 || size > 2 ** 20) throw new DecodeError('malformed', `a frame of ${size} bytes`, at);
  return size;
}
