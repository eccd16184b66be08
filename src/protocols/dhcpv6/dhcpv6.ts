import { ByteReader } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { softwareName } from '../software-name.ts';
import { tellOnce } from '../tell-once.ts';
import { type Dhcpv6Message, readDhcpv6Message } from './dhcpv6-message.ts';

/** DHCP for IPv6. */
export const dhcpv6: Protocol = {
  id: 'dhcpv6',
  title: 'DHCPv6: addresses given, and how a host describes itself',
  references: [
    { source: 'RFC 8415', clause: '8', url: 'https://www.rfc-editor.org/rfc/rfc8415' },
    { source: 'RFC 8520', clause: '10', url: 'https://www.rfc-editor.org/rfc/rfc8520' },
  ],
  limitations: ['Delegated prefixes are not listed.', 'Messages between servers (leasequery, failover) are named, not read.'],
  transports: ['udp'],
  ports: [547, 546],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

/** RFC 8415, 7.3 and 8: a type, a transaction or hops, then options one after the other to the last byte. */
function recognise({ fromClient, fromServer, serverPort, clientPort }: FirstBytes): 'likely' | 'no' {
  const bytes = fromClient.length > 0 ? fromClient : fromServer;
  const [type = 0] = bytes;
  if (![546, 547].includes(serverPort) && ![546, 547].includes(clientPort)) return 'no';
  return type >= 1 && type <= 36 && bytes.length >= 8 ? 'likely' : 'no';
}

function conversation({ tell }: ProtocolTools): Conversation {
  const once = tellOnce();
  const describe = ({ vendorClasses, requested, mudUrl }: Dhcpv6Message): void => {
    const side = 'client';
    for (const text of vendorClasses) {
      const { name, version } = softwareName(text) ?? { name: text.toLowerCase(), version: null };
      once(`class ${text}`, () => tell.component({ side, name, version }));
    }
    if (requested !== null) once(`list ${requested}`, () => tell.component({ side, name: 'dhcpv6-fingerprint', version: requested }));
    if (mudUrl !== null) once(`mud ${mudUrl}`, () => tell.name({ name: mudUrl, type: 'MUD', answers: [] }));
  };
  return {
    read: datagramReader((_, bytes) => {
      const message = readDhcpv6Message(new ByteReader(bytes, 'big'));
      const { mac, hostName: name, addresses } = message;
      for (const address of addresses.length > 0 ? addresses : [null]) {
        if (address === null && name === null) continue;
        once(`host ${mac} ${address} ${name}`, () => tell.host({ mac, address, name }));
      }
      if (!message.isReply) describe(message);
    }),
  };
}
