import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const version3 = 0x0003_0000;
const sslRequest = 80_877_103;
const longestStart = 10_000;

/** The first message of a client has no kind: length, version or request code, then names and values (55.7, StartupMessage). */
const isStart = (bytes: Uint8Array): boolean =>
  peek.be32(bytes, 0) >= 8 &&
  peek.be32(bytes, 0) <= longestStart &&
  ((peek.be32(bytes, 4) === version3 && latin1(bytes.subarray(8, 13)) === 'user\0') ||
    (peek.be32(bytes, 4) === sslRequest && peek.be32(bytes, 0) === 8));

/** PostgreSQL. */
export const postgresql: Protocol = {
  id: 'postgresql',
  title: 'PostgreSQL',
  references: [
    { source: 'PostgreSQL: Frontend/Backend Protocol', clause: '55.2, 55.7', url: 'https://www.postgresql.org/docs/current/protocol.html' },
  ],
  limitations: ['Of SCRAM and MD5 logins the user is told, who proves a password without showing it.'],
  transports: ['tcp'],
  ports: [5432],
  encrypted: null,
  recognise: ({ fromClient }) => (isStart(fromClient) ? 'certain' : 'no'),
  converse: (_, tools) => conversation(tools),
};

type State = { user: string | null; isStarted: boolean; wantsPassword: boolean; asksTls: boolean };

function conversation({ tell }: ProtocolTools): Conversation {
  const state: State = { user: null, isStarted: false, wantsPassword: false, asksTls: false };
  return {
    read: (side, bytes) => {
      if (side === 'client' && !state.isStarted) return start(bytes, state, tell);
      if (side === 'server' && state.asksTls) {
        state.asksTls = false;
        // One byte: `S` willing, `N` not (55.2.10).
        if (bytes[0] === 0x53) {
          tell.encrypted(true);
          return { becomes: 'tls', taken: 1 };
        }
        return 1;
      }
      return messages(side === 'client', bytes, state, tell);
    },
  };
}

function start(bytes: Uint8Array, state: State, tell: Tell): number {
  if (bytes.length < 8) return 0;
  if (!isStart(bytes) && bytes.length >= 13) throw new DecodeError('malformed', 'no start');
  const length = peek.be32(bytes, 0);
  if (bytes.length < length) return 0;
  if (peek.be32(bytes, 4) === sslRequest) {
    state.asksTls = true;
    return length;
  }
  tell.encrypted(false);
  state.isStarted = true;
  const words = latin1(bytes.subarray(8, length)).split('\0', 64);
  state.user = words[words.indexOf('user') + 1] ?? null;
  return length;
}

/** Kind, length without the kind, contents. A login ends with `Z`, ready for queries, and so does the reading. */
function messages(isClient: boolean, bytes: Uint8Array, state: State, tell: Tell): number | 'settled' {
  const reader = new ByteReader(bytes, 'big');
  let at = 0;
  while (reader.has(at, 5)) {
    const length = reader.u32(at + 1);
    if (length < 4 || length > 65_000) throw new DecodeError('malformed', 'no message', at);
    if (!reader.has(at, 1 + length)) break;
    const kind = String.fromCharCode(reader.u8(at));
    if (kind === 'Z' && !isClient) return 'settled';
    if (isClient && kind === 'p') {
      if (state.wantsPassword) tell.credential({ user: state.user, password: reader.text(at + 5, length - 4) });
    } else if (!isClient) heard(kind, bytes.subarray(at + 5, at + 1 + length), state, tell);
    at += 1 + length;
  }
  return at;
}

function heard(kind: string, contents: Uint8Array, state: State, tell: Tell): void {
  if (kind === 'R') {
    const method = peek.be32(contents, 0);
    state.wantsPassword = method === 3;
    // MD5 (5) and SASL (10): the user stands in clear, the password does not.
    if (method === 5 || method === 10) tell.credential({ user: state.user, password: null });
  } else if (kind === 'S') {
    const [name, value = ''] = latin1(contents).split('\0', 2);
    const [version] = /^\d[\w.]*/.exec(value) ?? [];
    if (name === 'server_version' && version !== undefined) tell.component({ side: 'server', name: 'postgresql', version });
  }
}
