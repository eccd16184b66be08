import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Side, Tell } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { startsWith } from '../text-lines.ts';

const isVersion = (bytes: Uint8Array): boolean => /^RFB \d{3}\.\d{3}\n/.test(latin1(bytes.subarray(0, 12)));

/** The remote framebuffer protocol, of VNC. */
export const rfb: Protocol = {
  id: 'rfb',
  title: 'RFB (VNC): screens and keyboards',
  references: [{ source: 'RFC 6143', clause: '7.1, 7.2, 7.3', url: 'https://www.rfc-editor.org/rfc/rfc6143' }],
  limitations: ['The challenge and answer of VNC authentication are not tried against known passwords.'],
  transports: ['tcp'],
  ports: [5900, 5901],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) =>
    isVersion(fromServer) && (fromClient.length === 0 || startsWith(fromClient, 'RFB ')) ? 'certain' : 'no',
  converse: ({ server }, tools) => conversation(server, tools),
};

/** Security types of RFC 6143, 7.1.2, and of the registry; those not listed hide what follows as far as anybody knows. */
const failed = 0;
const none = 1;
const vncAuthentication = 2;

type Step = 'version' | 'security' | 'chosen' | 'challenge' | 'answer' | 'result' | 'shared' | 'screen' | 'over';
/** Who speaks next at each step. */
const speaker: Readonly<Record<Step, Side>> = {
  version: 'server',
  security: 'server',
  chosen: 'client',
  challenge: 'server',
  answer: 'client',
  result: 'server',
  shared: 'client',
  screen: 'server',
  over: 'server',
};

function conversation(server: string, { tell }: ProtocolTools): Conversation {
  let step: Step = 'version';
  let minor = 0;
  let hasGreeted = false;
  const advance = (bytes: Uint8Array): number => {
    const { next, taken } = after(step, bytes, minor, { server, tell });
    if (step === 'version' && taken > 0) minor = Number(latin1(bytes.subarray(8, 11)));
    step = next;
    return taken;
  };
  return {
    read: (side, bytes) => {
      let taken = 0;
      if (side === 'client' && !hasGreeted) {
        if (bytes.length < 12) return 0;
        hasGreeted = true;
        taken = 12;
        // The lower of both versions counts.
        minor = Math.min(minor || 8, Number(latin1(bytes.subarray(8, 11))) || 3);
      }
      while (step !== 'over' && speaker[step] === side && taken < bytes.length) {
        const more = advance(bytes.subarray(taken));
        if (more === 0) break;
        taken += more;
      }
      return step === 'over' ? 'settled' : taken;
    },
  };
}

type Told = { readonly server: string; readonly tell: Tell };
type Turn = { readonly next: Step; readonly taken: number };

/** What a step's bytes lead to; nothing taken where they are not all there. */
function after(step: Step, bytes: Uint8Array, minor: number, { server, tell }: Told): Turn {
  const stay = { next: step, taken: 0 };
  const move = (length: number, next: Step): Turn => (bytes.length < length ? stay : { next, taken: length });
  if (step === 'version') return move(12, 'security');
  if (step === 'security') return offered(bytes, minor, tell);
  if (step === 'chosen') return { next: chosen(bytes[0] ?? failed, minor, tell), taken: 1 };
  if (step === 'challenge') return move(16, 'answer');
  if (step === 'answer') return move(16, 'result');
  if (step === 'result') return move(4, peek.be32(bytes, 0) === 0 ? 'shared' : 'over');
  if (step === 'shared') return move(1, 'screen');
  // ServerInit: width, height, pixel format, then the desktop's name.
  const length = peek.be32(bytes, 20);
  if (length === -1 || length > 1024 || bytes.length < 24 + length) return length > 1024 ? { next: 'over', taken: 1 } : stay;
  const name = latin1(bytes.subarray(24, 24 + length)).trim();
  if (name !== '') tell.host({ address: server, mac: null, name });
  return { next: 'over', taken: 24 + length };
}

/** Until 3.3 the server says one type of four bytes; later it lists them and the client chooses. */
function offered(bytes: Uint8Array, minor: number, tell: Tell): Turn {
  if (minor < 7) {
    const type = peek.be32(bytes, 0);
    if (type === -1) return { next: 'security', taken: 0 };
    return { next: chosen(type, minor, tell), taken: 4 };
  }
  const count = bytes[0] ?? 0;
  if (bytes.length < 1 + count) return { next: 'security', taken: 0 };
  return { next: count === 0 ? 'over' : 'chosen', taken: 1 + count };
}

function chosen(type: number, minor: number, tell: Tell): Step {
  if (type === failed) return 'over';
  tell.encrypted(type !== none && type !== vncAuthentication);
  if (type === vncAuthentication) return 'challenge';
  // Without authentication a result follows since 3.8 only (7.1.2).
  return type === none ? (minor >= 8 ? 'result' : 'shared') : 'over';
}
