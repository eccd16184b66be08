import { ByteReader } from '../../foundation/byte-reader.ts';
import { readDnsName } from '../dns-name.ts';

export type DhcpMessage = {
  readonly isReply: boolean;
  /** RFC 2132, 9.6; null for BOOTP. */
  readonly type: number | null;
  readonly hardware: Uint8Array;
  /** The address the client has (`ciaddr`). */
  readonly own: Uint8Array;
  /** The address it is given (`yiaddr`). */
  readonly given: Uint8Array;
  readonly hostName: string | null;
  readonly vendorClass: string | null;
  /** Codes of option 55 in their order, joined by commas: how an implementation is told from others. */
  readonly parameters: string | null;
  readonly mudUrl: string | null;
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const text = (bytes: Uint8Array | undefined): string | null => {
  const found = bytes === undefined ? '' : utf8.decode(bytes).replace(/\0+$/, '').trim();
  return found === '' ? null : found;
};

/** A message of RFC 2131, 2; one that the capture cut off is read as far as its options go. */
export function readDhcpMessage(message: ByteReader): DhcpMessage {
  const options = message.has(236, 4) && message.u32(236) === 0x63825363 ? readOptions(message, 240) : new Map<number, Uint8Array>();
  const parameters = options.get(55);
  return {
    isReply: message.u8(0) === 2,
    type: options.get(53)?.[0] ?? null,
    hardware: message.slice(28, Math.min(16, message.u8(2))),
    own: message.slice(12, 4),
    given: message.slice(16, 4),
    hostName: text(options.get(12)) ?? qualifiedName(options.get(81)),
    vendorClass: text(options.get(60)),
    parameters: parameters === undefined ? null : parameters.join(','),
    mudUrl: text(options.get(161)),
  };
}

/** RFC 2132, 2; an option that stands twice is joined (RFC 3396). */
function readOptions(message: ByteReader, start: number): ReadonlyMap<number, Uint8Array> {
  const options = new Map<number, Uint8Array>();
  for (let at = start; message.has(at, 1); ) {
    const code = message.u8(at);
    if (code === 255) break;
    if (code === 0) {
      at += 1;
      continue;
    }
    if (!message.has(at, 2) || !message.has(at + 2, message.u8(at + 1))) break;
    const value = message.slice(at + 2, message.u8(at + 1));
    const before = options.get(code);
    // Joined once: more pieces than two of one option would cost the square of the message.
    if (before === undefined || before.length > 255) options.set(code, value);
    else options.set(code, new Uint8Array([...before, ...value]));
    at += 2 + value.length;
  }
  return options;
}

/** RFC 4702, 2: flags, two codes, then the name, in DNS form where flag E is set. */
function qualifiedName(option: Uint8Array | undefined): string | null {
  if (option === undefined || option.length < 4) return null;
  const [flags = 0] = option;
  if ((flags & 4) === 0) return text(option.subarray(3));
  // A client may leave out the end of a name it knows only a part of (RFC 4702, 2.3.1).
  const whole = new Uint8Array([...option.subarray(3), 0]);
  const { name } = readDnsName(new ByteReader(whole, 'big'), 0);
  return name === '.' ? null : name;
}
