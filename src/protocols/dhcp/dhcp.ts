import { ByteReader } from '../../foundation/byte-reader.ts';
import { ipText } from '../../foundation/ip-text.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { macText } from '../mac-text.ts';
import { peek } from '../peek.ts';
import { softwareName } from '../software-name.ts';
import { tellOnce } from '../tell-once.ts';
import { type DhcpMessage, readDhcpMessage } from './dhcp-message.ts';

/** DHCP and the BOOTP it is made of. */
export const dhcp: Protocol = {
  id: 'dhcp',
  title: 'DHCP: addresses given, and how a host describes itself',
  references: [
    { source: 'RFC 2131', clause: '2', url: 'https://www.rfc-editor.org/rfc/rfc2131' },
    { source: 'RFC 2132', clause: '9', url: 'https://www.rfc-editor.org/rfc/rfc2132' },
    { source: 'RFC 8520', clause: '10', url: 'https://www.rfc-editor.org/rfc/rfc8520' },
  ],
  limitations: ['Vendor-specific options (43, 125) and relay information (82) are not read.'],
  transports: ['udp'],
  ports: [67, 68],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

/** RFC 2131, 3: the cookie after the fixed part proves it; without one it is BOOTP, or a message cut off by the capture. */
function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const bytes = fromClient.length > 0 ? fromClient : fromServer;
  const [operation = 0, , addressSize = 255] = bytes;
  if (bytes.length < 44 || operation < 1 || operation > 2 || addressSize > 16) return 'no';
  return peek.be32(bytes, 236) === 0x63825363 ? 'certain' : 'likely';
}

const acknowledgement = 5;

function conversation({ tell }: ProtocolTools): Conversation {
  const once = tellOnce();
  return {
    read: datagramReader((_, bytes) => {
      const message = readDhcpMessage(new ByteReader(bytes, 'big'));
      tellHost(message, (mac, address, name) => once(`host ${mac} ${address} ${name}`, () => tell.host({ mac, address, name })));
      // What a server sends describes the server, who is not asked about.
      if (message.isReply) return;
      const side = 'client';
      // Who asks for an address sends from 0.0.0.0.
      const mac = macText(message.hardware);
      const { vendorClass, parameters, mudUrl } = message;
      if (vendorClass !== null) {
        const { name, version } = softwareName(vendorClass) ?? { name: vendorClass.toLowerCase(), version: null };
        once(`class ${vendorClass}`, () => tell.component({ side, name, version, mac }));
      }
      if (parameters !== null)
        once(`list ${parameters}`, () => tell.component({ side, name: 'dhcp-fingerprint', version: parameters, mac }));
      if (mudUrl !== null) once(`mud ${mudUrl}`, () => tell.name({ name: mudUrl, type: 'MUD', answers: [] }));
    }),
  };
}

/** An address is the host's once it was acknowledged, or where it says so itself. */
function tellHost(message: DhcpMessage, out: (mac: string | null, address: string | null, name: string | null) => void): void {
  const mac = macText(message.hardware);
  const given = message.type === acknowledgement || (message.isReply && message.type === null) ? ipText(message.given) : '0.0.0.0';
  const own = message.isReply ? '0.0.0.0' : ipText(message.own);
  const address = [given, own].find((text) => text !== '0.0.0.0') ?? null;
  if (address !== null || message.hostName !== null) out(mac, address, message.hostName);
}
