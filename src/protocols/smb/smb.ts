import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, ProtocolTools, Side, Tell } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { netbiosName } from './netbios-name.ts';

/** `SMB` after 0xFF (SMB 1), 0xFE (SMB 2 and 3), 0xFD (enciphered, SMB 3), 0xFC (compressed). */
const isHeader = (bytes: Uint8Array, at: number): boolean =>
  (bytes[at] ?? 0) >= 0xfc && bytes[at + 1] === 0x53 && bytes[at + 2] === 0x4d && bytes[at + 3] === 0x42;

/** Session service (RFC 1002, 4.3): a message with its length of three bytes; on port 139 a request goes before. */
const isMessage = (bytes: Uint8Array): boolean => bytes[0] === 0 && isHeader(bytes, 4);
const isSessionRequest = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x81 && peek.be16(bytes, 2) === 68 && bytes[4] === 32 && bytes[37] === 0;
const isSessionAnswer = (bytes: Uint8Array): boolean => [0x82, 0x83, 0x84].includes(bytes[0] ?? 0) && peek.be16(bytes, 2) <= 6;

/** SMB, file sharing of Windows and Samba. */
export const smb: Protocol = {
  id: 'smb',
  title: 'SMB: file sharing',
  references: [
    { source: 'MS-SMB2', clause: '2.1, 2.2', url: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-smb2' },
    { source: 'RFC 1002', clause: '4.3', url: 'https://www.rfc-editor.org/rfc/rfc1002' },
  ],
  limitations: ['Logins by NTLM show no password; only their being there is of interest, and they are not told.', 'Files are not read.'],
  transports: ['tcp'],
  ports: [445, 139],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    if (isMessage(fromClient) || isMessage(fromServer) || isSessionRequest(fromClient)) return 'certain';
    return fromClient.length === 0 && isSessionAnswer(fromServer) ? 'likely' : 'no';
  },
  converse: ({ server }, tools) => conversation(server, tools),
};

/** Messages looked at: who a server is stands in the first ones. */
const patience = 12;

function conversation(server: string, { tell }: ProtocolTools): Conversation {
  let left = patience;
  let isClearTold = false;
  const message = (side: Side, bytes: Uint8Array): boolean => {
    if (bytes[0] === 0x81 && side === 'client') {
      const called = netbiosName(bytes.subarray(5, 37));
      if (called !== null && !called.startsWith('*')) tell.host({ address: server, mac: null, name: called });
      return false;
    }
    if (!isHeader(bytes, 4)) return false;
    if (bytes[4] === 0xfd) {
      tell.encrypted(true);
      return true;
    }
    if (!isClearTold) tell.encrypted(false);
    isClearTold = true;
    return side === 'server' && tellServer(bytes, tell);
  };
  return {
    read: (side, bytes) => {
      let at = 0;
      while (at + 4 <= bytes.length) {
        const length = 4 + (((bytes[at + 1] ?? 0) << 16) | peek.be16(bytes, at + 2));
        if (length > 65_000) return 'settled';
        if (at + length > bytes.length) return at;
        if (length > 4 && message(side, bytes.subarray(at, at + length))) return 'settled';
        at += length;
        left -= 1;
        if (left === 0) return 'settled';
        if (![0, 0x81, 0x82, 0x83, 0x84, 0x85].includes(bytes[at] ?? 0)) throw new DecodeError('malformed', 'no session message', at);
      }
      return at;
    },
  };
}

const software = /Samba (\d[\w.]*)/;

/** A server of SMB 1 names its software in the answer to a login, in UTF-16 or ASCII, e.g. `Samba 3.0.37`. */
function tellServer(bytes: Uint8Array, tell: Tell): boolean {
  if (bytes[4] !== 0xff || bytes[8] !== 0x73) return false;
  const text = latin1(bytes.subarray(36, 36 + 1024));
  const narrow = text.replace(/([\x20-\x7e])\0/g, '$1');
  const [, version] = software.exec(text) ?? software.exec(narrow) ?? [];
  if (version === undefined) return false;
  tell.component({ side: 'server', name: 'samba', version });
  return true;
}
