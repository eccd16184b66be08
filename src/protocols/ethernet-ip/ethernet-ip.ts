import { ByteReader } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { areMessages, eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';

const listIdentity = 0x63;
const registerSession = 0x65;
/** NOP, ListServices, ListIdentity, ListInterfaces, RegisterSession, UnRegisterSession, SendRRData, SendUnitData. */
const commands = [0x00, 0x04, listIdentity, 0x64, registerSession, 0x66, 0x6f, 0x70];
const identityItem = 0x0c;

/** Encapsulation header of 24 bytes (Volume 2, 2-3): command, length of the data, session, status, context, options, which are 0. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 24 > bytes.length) return 0;
  const isKnown = commands.includes(peek.le16(bytes, at)) && peek.le32(bytes, at + 20) === 0 && peek.le32(bytes, at + 8) <= 0xffff;
  return isKnown ? 24 + peek.le16(bytes, at + 2) : null;
}

/** Whether it begins as only this protocol does: a session is opened with version 1, or a device says who it is. */
function isProof(bytes: Uint8Array): boolean {
  if ((size(bytes, 0) ?? 0) === 0) return false;
  if (peek.le16(bytes, 0) === registerSession) return peek.le16(bytes, 2) === 4 && peek.le32(bytes, 24) === 1;
  return peek.le16(bytes, 0) === listIdentity && peek.le16(bytes, 26) === identityItem && peek.be16(bytes, 32) === 2;
}

/** EtherNet/IP: CIP over TCP and UDP. */
export const ethernetIp: Protocol = {
  id: 'ethernet-ip',
  title: 'EtherNet/IP (CIP): controllers and drives, commands without any login',
  references: [{ source: 'ODVA CIP Networks Library Volume 2', clause: '2-3, 2-4', url: 'https://www.odva.org' }],
  limitations: ['Implicit messages (UDP 2222) are not recognised.', 'The identity object is read from ListIdentity only.'],
  transports: ['tcp', 'udp'],
  ports: [44818],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    if (fromClient.length + fromServer.length < 24) return 'no';
    if (!areMessages(fromClient, size, 0) || !areMessages(fromServer, size, 0)) return 'no';
    return isProof(fromClient) || isProof(fromServer) ? 'certain' : 'likely';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let isTold = false;
  return {
    read: (side, bytes) =>
      eachMessage(bytes, size, (message) => {
        if (isTold || peek.le16(message, 0) !== listIdentity || message.length < 64 || peek.le16(message, 26) !== identityItem) return;
        // Item: version, socket address of 16 bytes, vendor, device type, product code, revision, status, serial number, name (2-4.2).
        const reader = new ByteReader(message);
        const revision = `${reader.u8(54)}.${reader.u8(55)}`;
        const serial = reader.u32(58).toString(16).padStart(8, '0');
        const name = reader.text(63, reader.u8(62)).trim().toLowerCase();
        isTold = true;
        if (name !== '') tell.component({ side, name, version: revision });
        tell.behaviour({ kind: 'identifier-in-clear', detail: `serial number ${serial}` });
      }),
  };
}
