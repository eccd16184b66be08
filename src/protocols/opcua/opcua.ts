import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';
import { startsWith } from '../text-lines.ts';
import { tellSessionLogin } from './tell-session-login.ts';

const largestMessage = 65_000;
const kinds = ['HEL', 'ACK', 'ERR', 'RHE', 'OPN', 'MSG', 'CLO'];

/** Message header (OPC 10000-6, 7.1.2.2): three letters, kind of chunk, length of the whole. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) return 0;
  const isKind = kinds.some((kind) => startsWith(bytes.subarray(at, at + 3), kind));
  const chunk = String.fromCharCode(bytes[at + 3] ?? 0);
  const length = peek.le32(bytes, at + 4);
  return isKind && 'FCA'.includes(chunk) && length >= 8 && length <= 1 << 27 ? length : null;
}

/** OPC UA over TCP, binary. */
export const opcua: Protocol = {
  id: 'opcua',
  title: 'OPC UA: industrial data, binary over TCP',
  references: [{ source: 'OPC 10000-6', clause: '6.7.2, 7.1.2', url: 'https://reference.opcfoundation.org/Core/Part6/v105/docs/' }],
  limitations: [
    'Whether a channel with a security policy is enciphered or only signed is worked out from its first message, as far as one is seen.',
  ],
  transports: ['tcp'],
  ports: [4840],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => ((size(fromClient, 0) ?? 0) > 0 || (size(fromServer, 0) ?? 0) > 0 ? 'certain' : 'no'),
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let policy: string | null = null;
  let isSettled = false;
  const certificates = new Set<string>();
  const open = (message: Uint8Array): void => {
    // Channel, then the policy's URI, the sender's certificate and a thumb print, each with its length (6.7.2.3).
    const { text, next } = byteString(message, 12);
    policy ??= text === null ? null : latin1(text).replace(/^.*#/, '');
    const { text: der } = next === null ? { text: null } : byteString(message, next);
    if (der !== null && der.length > 0 && certificates.size < 2) certificates.add(tell.certificate(der) ?? '');
    if (policy === 'None') tell.encrypted(false);
  };
  const body = (message: Uint8Array): void => {
    // Channel, token, sequence, request; in clear a type follows as a short number: 01 00 and two bytes (5.2.2.9).
    const isClear = message[24] === 1 && message[25] === 0;
    if (policy !== 'None') {
      tell.encrypted(!isClear);
      isSettled = !isClear;
    }
    if (isClear && tellSessionLogin(message.subarray(24), tell)) isSettled = true;
    policy ??= 'None';
  };
  return {
    read: (_side, bytes) => {
      const length = size(bytes, 0) ?? 0;
      if (length > largestMessage) return 'settled';
      const taken = eachMessage(bytes, size, (message) => {
        if (isSettled) return;
        if (startsWith(message, 'OPN')) open(message);
        else if (startsWith(message, 'MSG')) body(message);
      });
      return isSettled ? 'settled' : taken;
    },
  };
}

/** A string of bytes with its length of four; -1 for none. `next` is null where it does not fit. */
function byteString(bytes: Uint8Array, at: number): { readonly text: Uint8Array | null; readonly next: number | null } {
  const length = peek.le32(bytes, at);
  if (length === 0xffff_ffff) return { text: null, next: at + 4 };
  if (length === -1 || at + 4 + length > bytes.length) return { text: null, next: null };
  return { text: bytes.subarray(at + 4, at + 4 + length), next: at + 4 + length };
}
