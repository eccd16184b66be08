import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { ipText } from '../../foundation/ip-text.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { NameLedger } from '../name-ledger.ts';
import { peek } from '../peek.ts';

/** NetBIOS name service. */
export const nbns: Protocol = {
  id: 'nbns',
  title: 'NetBIOS names asked for and claimed',
  references: [{ source: 'RFC 1002', clause: '4.2', url: 'https://www.rfc-editor.org/rfc/rfc1002' }],
  limitations: ['Names of a NetBIOS scope are told without the scope.', 'Node status answers are named, their lists not read.'],
  transports: ['udp'],
  ports: [137],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const bytes = fromClient.length > 0 ? fromClient : fromServer;
  const questions = peek.be16(bytes, 4);
  const records = peek.be16(bytes, 6) + peek.be16(bytes, 8) + peek.be16(bytes, 10);
  if (bytes.length < 46 || questions > 1 || questions + records < 1 || records > 3) return 'no';
  return bytes[12] === 32 && isEncoded(bytes.subarray(13, 45)) ? 'likely' : 'no';
}

/** RFC 1001, 14.1: half a byte for each letter from A to P. */
const isEncoded = (bytes: Uint8Array): boolean => bytes.length === 32 && bytes.every((byte) => byte >= 0x41 && byte <= 0x50);

/** The fifteen characters of a name, lower-case, and its kind, e.g. `printer<20>`. */
function nameAt(message: ByteReader, at: number): { readonly name: string; readonly kind: number; readonly next: number } {
  // The only pointer there is: to the question's name.
  if (at > 12 && (message.u8(at) & 0xc0) === 0xc0) return { ...nameAt(message, 12), next: at + 2 };
  const encoded = message.slice(at + 1, 32);
  if (message.u8(at) !== 32 || !isEncoded(encoded)) throw new DecodeError('malformed', 'no NetBIOS name', at);
  const plain = Uint8Array.from(
    { length: 16 },
    (_, index) => (((encoded[2 * index] ?? 0) - 0x41) << 4) | ((encoded[2 * index + 1] ?? 0) - 0x41),
  );
  let next = at + 33;
  // The scope's labels.
  while (message.u8(next) > 0 && message.u8(next) < 64) next += message.u8(next) + 1;
  const kind = plain[15] ?? 0;
  const text = latin1(plain.subarray(0, 15))
    .replace(/[\0 ]+$/, '')
    .toLowerCase();
  return { name: `${text}<${kind.toString(16).padStart(2, '0')}>`, kind, next: next + (message.u8(next) === 0 ? 1 : 2) };
}

const types: Readonly<Record<number, string>> = { 32: 'NB', 33: 'NBSTAT' };

function conversation({ tell }: ProtocolTools): Conversation {
  const ledger = new NameLedger(tell.name);
  const hosts = new Set<string>();
  return {
    read: datagramReader((_, bytes) => {
      const message = new ByteReader(bytes, 'big');
      const isResponse = message.u16(2) >= 0x8000;
      let at = 12;
      if (message.u16(4) === 1) {
        const { name, next } = nameAt(message, at);
        if (!isResponse) ledger.ask(name, types[message.u16(next)] ?? `TYPE${message.u16(next)}`);
        at = next + 4;
      }
      // A registration carries its address as additional record (RFC 1002, 4.2.2).
      if (message.u16(6) + message.u16(10) === 0) return;
      const { name, kind, next } = nameAt(message, at);
      const size = message.u16(next + 8);
      if (message.u16(next) !== 32 || size % 6 !== 0) return;
      const entries = Array.from({ length: Math.min(16, size / 6) }, (_unused, index) => message.slice(next + 10 + 6 * index, 6));
      const addresses = entries.map((entry) => ipText(entry.subarray(2))).filter((address) => address !== '0.0.0.0');
      if (addresses.length > 0) ledger.answer(name, 'NB', addresses);
      for (const [index, address] of addresses.entries()) {
        const isGroup = ((entries[index]?.[0] ?? 0) & 0x80) !== 0;
        if (isGroup || (kind !== 0 && kind !== 0x20) || hosts.has(address + name) || hosts.size >= 256) continue;
        hosts.add(address + name);
        tell.host({ address, mac: null, name: name.slice(0, -4) });
      }
    }),
    end: () => ledger.end(),
  };
}
