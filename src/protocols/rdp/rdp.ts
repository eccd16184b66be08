import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const connectionRequest = 0xe0;
const connectionConfirm = 0xd0;

/** A TPKT with one connection TPDU (MS-RDPBCGR, 2.2.1.1, 2.2.1.2); destination 0 in a request. */
const isConnection = (bytes: Uint8Array, kind: number): boolean =>
  peek.be16(bytes, 0) === 0x0300 && peek.be16(bytes, 2) >= 11 && bytes[5] === kind && peek.be16(bytes, 2) === (bytes[4] ?? 0) + 5;

/** After the TPDU's seven bytes: a cookie or a routing token as a line, then a negotiation request of kind 1 and eight bytes. */
const cookie = /^Cookie: (?:mstshash=([^\r\n]{1,64})|msts=)/;
const isNegotiation = (bytes: Uint8Array, at: number, kind: number): boolean => bytes[at] === kind && peek.le16(bytes, at + 2) === 8;

/** Remote Desktop Protocol. */
export const rdp: Protocol = {
  id: 'rdp',
  title: 'RDP: remote desktop',
  references: [
    { source: 'MS-RDPBCGR', clause: '2.2.1.1, 2.2.1.2', url: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-rdpbcgr' },
  ],
  limitations: ['The old security layer of RDP itself is named, not read.', 'RDP over UDP is not recognised.'],
  transports: ['tcp'],
  ports: [3389],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    if (fromClient.length > 0) {
      if (!isConnection(fromClient, connectionRequest)) return 'no';
      const length = peek.be16(fromClient, 2);
      const isOwn = cookie.test(latin1(fromClient.subarray(11, length))) || isNegotiation(fromClient, length - 8, 1);
      return isOwn ? 'certain' : 'likely';
    }
    return isConnection(fromServer, connectionConfirm) ? 'likely' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let isAsked = false;
  return {
    read: (side, bytes) => {
      const length = peek.be16(bytes, 2);
      if (length === -1 || bytes.length < length) return 0;
      if (side === 'client') {
        if (isAsked) return 'settled';
        isAsked = true;
        const [, user] = cookie.exec(latin1(bytes.subarray(11, length))) ?? [];
        if (user !== undefined) tell.credential({ user, password: null });
        return length;
      }
      return answered(bytes, length, tell);
    },
  };
}

/** The server chooses: 0 the old security layer, else TLS comes next. */
function answered(bytes: Uint8Array, length: number, tell: Tell): 'settled' | { readonly becomes: string; readonly taken: number } {
  const chosen = isNegotiation(bytes, 11, 2) ? peek.le32(bytes, 15) : 0;
  if (bytes[5] !== connectionConfirm || chosen <= 0) return 'settled';
  tell.encrypted(true);
  return { becomes: 'tls', taken: length };
}
