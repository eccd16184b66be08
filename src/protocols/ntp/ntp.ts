import { latin1 } from '../../foundation/byte-reader.ts';
import type { FirstBytes, Protocol } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { peek } from '../peek.ts';

/** The network time protocol; times are not told, the software is where it says so. */
export const ntp: Protocol = {
  id: 'ntp',
  title: 'NTP: time, without proof of whose',
  references: [
    { source: 'RFC 5905', clause: '7.3', url: 'https://www.rfc-editor.org/rfc/rfc5905' },
    { source: 'RFC 9327', clause: '2', url: 'https://www.rfc-editor.org/rfc/rfc9327' },
  ],
  limitations: ['Authenticators and NTS (RFC 8915) are not told apart from plain time.'],
  transports: ['udp'],
  ports: [123],
  encrypted: false,
  recognise,
  converse: (_, { tell }) => {
    let isTold = false;
    return {
      read: datagramReader((side, bytes) => {
        const mode = (bytes[0] ?? 0) & 7;
        if (isTold || mode !== 6) return;
        const [, name, version] = /version="(\w+) v?(\d[\w.]*)/.exec(latin1(bytes.subarray(12, 1024))) ?? [];
        if (name === undefined || version === undefined) return;
        isTold = true;
        tell.component({ side, name: name.toLowerCase(), version });
      }),
    };
  },
};

function recognise({ fromClient, fromServer }: FirstBytes): 'likely' | 'no' {
  return [fromClient, fromServer].every((bytes) => bytes.length === 0 || isNtp(bytes)) && fromClient.length + fromServer.length > 0
    ? 'likely'
    : 'no';
}

/** Versions 1 to 4; time is 48 bytes and what extends it in words (RFC 5905, 7.3 and 7.5), control 12 bytes and its data, private 8 and more. */
function isNtp(bytes: Uint8Array): boolean {
  const [first = 0, stratum = 0] = bytes;
  const version = (first >>> 3) & 7;
  const mode = first & 7;
  if (version < 1 || version > 4) return false;
  if (mode === 6) return bytes.length >= 12 && 12 + peek.be16(bytes, 10) <= bytes.length + 3;
  if (mode === 7) return bytes.length >= 8;
  return (mode > 0 || version < 3) && bytes.length >= 48 && bytes.length % 4 === 0 && stratum <= 16;
}
