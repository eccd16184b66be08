import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { readCommand } from './read-command.ts';

const command = /^\*[1-9]\d{0,3}\r\n\$\d{1,7}\r\n/;
/** Answers of RESP: a status, an error, a number, a text with its length, a list. */
const answer =
  /^(\+(OK|PONG|QUEUED)\r\n|-(ERR|NOAUTH|WRONGPASS|WRONGTYPE|DENIED|MISCONF|LOADING)[ \r]|:-?\d{1,19}\r\n|\$(-1|\d{1,9})\r\n|[*%]\d{1,6}\r\n)/;
const inline = /^[A-Za-z$+:*-][\x20-\x7e]{0,200}\r?\n/;

/** Redis: RESP 2 and 3. */
export const redis: Protocol = {
  id: 'redis',
  title: 'Redis: a store in memory, often without any login',
  references: [
    { source: 'Redis serialization protocol specification', url: 'https://redis.io/docs/latest/develop/reference/protocol-spec/' },
  ],
  limitations: ['A version is read from the answer to INFO or HELLO only.'],
  transports: ['tcp'],
  ports: [6379],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const said = latin1(fromClient.subarray(0, 256));
    const answered = latin1(fromServer.subarray(0, 256));
    if (command.test(said) && (answered === '' || answer.test(answered))) return 'certain';
    if (answer.test(answered) && (said === '' || inline.test(said))) return 'likely';
    return answered === '' && inline.test(said) ? 'likely' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let versionTold = false;
  return {
    read: (side, bytes) => {
      if (side === 'client') return commands(bytes, tell);
      if (versionTold) return bytes.length;
      const { version, taken } = versionIn(bytes);
      if (version !== null) {
        versionTold = true;
        tell.component({ side: 'server', name: 'redis', version });
      }
      return taken;
    },
  };
}

function commands(bytes: Uint8Array, tell: Tell): number {
  let at = 0;
  while (at < bytes.length) {
    const read = readCommand(bytes, at);
    if (read === 'partial') break;
    if (read === null) throw new DecodeError('malformed', 'no command', at);
    tellLogin(read.words, tell);
    at = read.next;
  }
  return at;
}

/** AUTH [user] password, HELLO version AUTH user password, CONFIG SET requirepass password. */
function tellLogin(words: readonly string[], tell: Tell): void {
  const [name = '', first = '', second, third, fourth] = words;
  const verb = name.toUpperCase();
  if (verb === 'AUTH' && words.length === 2) tell.credential({ user: null, password: first });
  else if (verb === 'AUTH' && second !== undefined) tell.credential({ user: first, password: second });
  else if (verb === 'HELLO' && second?.toUpperCase() === 'AUTH' && fourth !== undefined)
    tell.credential({ user: third ?? null, password: fourth });
  else if (verb === 'CONFIG' && first.toUpperCase() === 'SET' && second === 'requirepass' && third !== undefined)
    tell.credential({ user: null, password: third });
}

/** Longest piece of an answer in which a version may lie across two segments. */
const overlap = 64;

function versionIn(bytes: Uint8Array): { readonly version: string | null; readonly taken: number } {
  const text = latin1(bytes);
  const [, version = null] = /(?:redis_version:|\$7\r\nversion\r\n\$\d{1,2}\r\n)(\d{1,4}(?:\.\d{1,4}){1,3})\r\n/.exec(text) ?? [];
  return { version, taken: version === null ? Math.max(0, bytes.length - overlap) : bytes.length };
}
