import { hex } from '../foundation/hex.ts';
import { latin1Bytes } from '../foundation/latin1-bytes.ts';
import type { Host } from '../model/host.ts';
import type { ClientHello } from './tls-handshake.ts';
import { isGrease } from './tls-names.ts';

const real = (numbers: readonly number[]): readonly number[] => numbers.filter((number) => !isGrease(number));

/** The text that JA3 hashes: version, suites, extensions, groups and point formats in decimal, GREASE left out. */
function ja3Text({ legacyVersion, ciphers, extensions, groups, pointFormats }: ClientHello): string {
  const lists = [real(ciphers), real(extensions ?? []), real(groups), pointFormats];
  return [legacyVersion, ...lists.map((list) => list.join('-'))].join(',');
}

/** JA3 of a client's hello: MD5, lower-case hexadecimal. */
export const ja3Fingerprint = (hello: ClientHello, host: Host): string => hex(host.hash('md5', latin1Bytes(ja3Text(hello))));

const versionCodes: ReadonlyMap<number, string> = new Map([
  [0x0002, 's2'],
  [0x0300, 's3'],
  [0x0301, '10'],
  [0x0302, '11'],
  [0x0303, '12'],
  [0x0304, '13'],
  [0xfeff, 'd1'],
  [0xfefd, 'd2'],
  [0xfefc, 'd3'],
]);

/** The three parts of JA4 before the second and the third are hashed, as FoxIO's JA4_r shows them; extensions and signatures are one part. */
function ja4Text(hello: ClientHello, carrier: 't' | 'd' | 'q'): readonly [string, string, string] {
  const ciphers = real(hello.ciphers);
  const extensions = real(hello.extensions ?? []);
  const versions = real(hello.versions);
  // DTLS counts its versions down (RFC 9147, 5.3).
  const best = carrier === 'd' ? Math.min(...versions) : Math.max(...versions);
  const version = versionCodes.get(versions.length === 0 ? hello.legacyVersion : best) ?? '00';
  const name = extensions.includes(0) ? 'd' : 'i';
  const first = `${carrier}${version}${name}${count(ciphers)}${count(extensions)}${protocolCode(hello.alpn[0] ?? '')}`;
  const sorted = sortedHex(extensions.filter((type) => type !== 0 && type !== 16));
  const signatures = real(hello.signatures).map(hex4);
  return [first, sortedHex(ciphers), signatures.length === 0 ? sorted : `${sorted}_${signatures.join(',')}`];
}

/** JA4 of a client's hello (FoxIO, technical details of JA4); `t` over TCP, `d` DTLS, `q` QUIC. */
export function ja4Fingerprint(hello: ClientHello, carrier: 't' | 'd' | 'q', host: Host): string {
  const [first, ciphers, rest] = ja4Text(hello, carrier);
  const digest = (text: string): string => hex(host.hash('sha256', latin1Bytes(text))).slice(0, 12);
  const none = '000000000000';
  return `${first}_${ciphers === '' ? none : digest(ciphers)}_${real(hello.extensions ?? []).length === 0 ? none : digest(rest)}`;
}

const hex4 = (number: number): string => number.toString(16).padStart(4, '0');
const sortedHex = (numbers: readonly number[]): string => numbers.map(hex4).sort().join(',');
const count = (list: readonly number[]): string => String(Math.min(list.length, 99)).padStart(2, '0');

/** First and last character of the protocol's name; of its hexadecimal form where either is no ASCII letter or digit. */
function protocolCode(name: string): string {
  if (name === '') return '00';
  const ends = name.charAt(0) + name.charAt(name.length - 1);
  if (/^[0-9A-Za-z]{2}$/.test(ends)) return ends;
  const digits = hex(latin1Bytes(name));
  return digits.charAt(0) + digits.charAt(digits.length - 1);
}
