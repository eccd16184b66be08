import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol } from '../../model/protocol.ts';
import { personalIdentifiers } from '../personal-identifiers.ts';
import { resuming } from '../resuming.ts';

const sampleBytes = 1024;
const opcodes = new Set([0, 1, 2, 8, 9, 10]);

/** WebSocket, after HTTP has handed over: identifiers in text messages. */
export const websocket: Protocol = {
  id: 'websocket',
  title: 'WebSocket: identifiers in clear',
  references: [{ source: 'RFC 6455', clause: '5.2', url: 'https://www.rfc-editor.org/rfc/rfc6455' }],
  limitations: [
    'Named only where its handshake in HTTP was seen; the flow stays one of HTTP.',
    'Compressed messages (RFC 7692) are not read.',
  ],
  transports: ['tcp'],
  ports: [],
  encrypted: false,
  // Two bits that must be, of a header that any bytes may look like: only a handshake tells.
  recognise: ({ fromServer }) => (fromServer[0] === 0x81 && fromServer[1] === fromServer.length - 2 ? 'likely' : 'no'),
  converse: ({ server }, { tell }) => {
    const skip = { client: 0, server: 0 };
    const told = new Set<string>();
    const conversation: Conversation = {
      read: (side, bytes) => {
        let at = Math.min(skip[side], bytes.length);
        skip[side] -= at;
        for (let frame = frameAt(bytes, at); frame !== null; frame = frameAt(bytes, at)) {
          const seen = Math.min(frame.length, sampleBytes);
          if (frame.start + seen > bytes.length) return at;
          if (frame.opcode === 1)
            for (const kind of personalIdentifiers(unmasked(bytes, frame, seen))) {
              if (!told.has(kind)) tell.behaviour({ kind: 'identifier-in-clear', detail: `${kind} in a WebSocket message with ${server}` });
              told.add(kind);
            }
          at = frame.start + frame.length;
          if (at > bytes.length) {
            skip[side] = at - bytes.length;
            return bytes.length;
          }
        }
        return at;
      },
    };
    return resuming(conversation, { isStart: isOneFrame, forget: (side) => (skip[side] = 0) });
  },
};

/** A header that any bytes may look like is believed where its length fits. */
function isOneFrame(bytes: Uint8Array): boolean {
  if (!opcodes.has((bytes[0] ?? 3) & 15)) return false;
  const frame = frameAt(bytes, 0);
  return frame !== null && frame.start + frame.length === bytes.length;
}

type Frame = { readonly opcode: number; readonly mask: number; readonly start: number; readonly length: number };

/** The header at `at`; null while it is not whole. `mask`: where the masking key stands, -1 without one. */
function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === undefined || second === undefined) return null;
  if (!opcodes.has(first & 15)) throw new DecodeError('malformed', 'no opcode', at);
  const short = second & 0x7f;
  const size = short === 126 ? 2 : short === 127 ? 8 : 0;
  const keyAt = at + 2 + size;
  const start = keyAt + ((second & 0x80) === 0 ? 0 : 4);
  if (start > bytes.length) return null;
  let length = size === 0 ? short : 0;
  for (let index = 0; index < size; index += 1) length = length * 256 + (bytes[at + 2 + index] as number);
  if (length > 2 ** 40) throw new DecodeError('malformed', 'a frame of a tebibyte', at);
  return { opcode: first & 15, mask: start > keyAt ? keyAt : -1, start, length };
}

function unmasked(bytes: Uint8Array, { mask, start }: Frame, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) {
    const key = mask < 0 ? 0 : (bytes[mask + (index & 3)] as number);
    text += String.fromCharCode((bytes[start + index] as number) ^ key);
  }
  return text;
}
