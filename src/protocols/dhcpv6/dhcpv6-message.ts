import { ByteReader } from '../../foundation/byte-reader.ts';
import { ipText } from '../../foundation/ip-text.ts';
import { readDnsName } from '../dns-name.ts';
import { macText } from '../mac-text.ts';

/** Relays in a row (RFC 8415, 7.6: HOP_COUNT_LIMIT is 8). */
const mostRelays = 8;
const mostAddresses = 16;

export type Dhcpv6Message = {
  readonly isReply: boolean;
  /** From the client's DUID, where that is made of one. */
  readonly mac: string | null;
  readonly hostName: string | null;
  /** Addresses a server bound to the client (Reply). */
  readonly addresses: readonly string[];
  readonly vendorClasses: readonly string[];
  /** Codes of the option request in their order, joined by commas. */
  readonly requested: string | null;
  readonly mudUrl: string | null;
};

type Options = ReadonlyMap<number, readonly Uint8Array[]>;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const reply = 7;

/** A message of RFC 8415, 8; of one that relays carry (9) the message inside. */
export function readDhcpv6Message(message: ByteReader): Dhcpv6Message {
  let inner = message;
  for (let relays = 0; relays < mostRelays && (inner.u8(0) === 12 || inner.u8(0) === 13); relays += 1) {
    const [carried] = readOptions(inner, 34).get(9) ?? [];
    inner = new ByteReader(carried ?? new Uint8Array(0), 'big');
  }
  const type = inner.u8(0);
  const options = readOptions(inner, 4);
  const first = (code: number): Uint8Array | undefined => options.get(code)?.[0];
  const mud = first(112);
  return {
    isReply: type === 2 || type === reply || type === 10,
    mac: macOf(first(1)),
    hostName: hostNameOf(first(39)),
    addresses: type === reply ? addressesOf(options) : [],
    vendorClasses: (options.get(16) ?? []).flatMap(vendorClasses),
    requested: numbers(first(6)),
    mudUrl: mud === undefined || mud.length === 0 ? null : utf8.decode(mud),
  };
}

/** RFC 8415, 21.1; reading stops where an option does not fit, as where the capture cut the message off. */
function readOptions(message: ByteReader, start: number): Options {
  const options = new Map<number, Uint8Array[]>();
  for (let at = start; message.has(at, 4); ) {
    const size = message.u16(at + 2);
    if (!message.has(at + 4, size)) break;
    const code = message.u16(at);
    const values = options.get(code);
    if (values) values.push(message.slice(at + 4, size));
    else options.set(code, [message.slice(at + 4, size)]);
    at += 4 + size;
  }
  return options;
}

/** RFC 8415, 11.2 and 11.4: DUID of a link-layer address, with a time (1) or without (3), of Ethernet. */
function macOf(duid: Uint8Array | undefined): string | null {
  if (duid === undefined || duid[0] !== 0 || duid[2] !== 0 || duid[3] !== 1) return null;
  return duid[1] === 1 ? macText(duid.subarray(8)) : duid[1] === 3 ? macText(duid.subarray(4)) : null;
}

/** RFC 4704, 4: flags, then a name in DNS form that may lack its end. */
function hostNameOf(option: Uint8Array | undefined): string | null {
  if (option === undefined || option.length < 2) return null;
  const { name } = readDnsName(new ByteReader(new Uint8Array([...option.subarray(1), 0]), 'big'), 0);
  return name === '.' ? null : name;
}

/** RFC 8415, 21.4 to 21.6: an association holds its addresses as options of its own. */
function addressesOf(options: Options): readonly string[] {
  const found = new Set<string>();
  for (const [code, header] of [
    [3, 12],
    [4, 4],
  ] as const) {
    for (const association of options.get(code) ?? []) {
      for (const address of readOptions(new ByteReader(association, 'big'), header).get(5) ?? []) {
        if (address.length >= 16 && found.size < mostAddresses) found.add(ipText(address.subarray(0, 16)));
      }
    }
  }
  return [...found];
}

/** RFC 8415, 21.16: an enterprise number, then texts each after its length. */
function vendorClasses(option: Uint8Array): readonly string[] {
  const found: string[] = [];
  for (let at = 4; at + 2 <= option.length && found.length < 8; ) {
    const size = ((option[at] ?? 0) << 8) | (option[at + 1] ?? 0);
    const text = utf8.decode(option.subarray(at + 2, at + 2 + size));
    if (text !== '') found.push(text);
    at += 2 + size;
  }
  return found;
}

function numbers(option: Uint8Array | undefined): string | null {
  if (option === undefined || option.length < 2) return null;
  const found: number[] = [];
  for (let at = 0; at + 2 <= option.length; at += 2) found.push(((option[at] ?? 0) << 8) | (option[at + 1] ?? 0));
  return found.join(',');
}
