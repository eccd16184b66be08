import type { ByteReader } from '../foundation/byte-reader.ts';
import { hex } from '../foundation/hex.ts';
import { ipText } from '../foundation/ip-text.ts';
import { readDnsName } from './dns-name.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes of unknown data shown. */
const mostShown = 64;

type Reader = (message: ByteReader, at: number, size: number) => readonly string[];

const nameAt =
  (skip: number): Reader =>
  (message, at) => [readDnsName(message, at + skip).name];

/** By type; presentation formats of the RFCs, without what only servers need. */
const readers: Readonly<Record<number, Reader>> = {
  1: (message, at, size) => (size === 4 ? [ipText(message.slice(at, 4))] : []),
  2: nameAt(0),
  5: nameAt(0),
  6: nameAt(0),
  12: nameAt(0),
  13: (message, at, size) => [strings(message, at, size).join(' ')],
  15: (message, at) => [`${message.u16(at)} ${readDnsName(message, at + 2).name}`],
  16: (message, at, size) => strings(message, at, size).filter((text) => text !== ''),
  28: (message, at, size) => (size === 16 ? [ipText(message.slice(at, 16))] : []),
  // RFC 2782: priority, weight, port, target.
  33: (message, at) => [`${message.u16(at)} ${message.u16(at + 2)} ${message.u16(at + 4)} ${readDnsName(message, at + 6).name}`],
  39: nameAt(0),
  64: service,
  65: service,
  99: (message, at, size) => [strings(message, at, size).join('')],
};
/** Signatures and what proves that nothing exists: no answer to a question about devices. */
const silent: readonly number[] = [24, 41, 46, 47, 50, 250];

/** What a record says, as text: of TXT each string, else one or none. Data that do not fit the type throw `DecodeError`. */
export function dnsRecordData(message: ByteReader, type: number, at: number, size: number): readonly string[] {
  if (silent.includes(type)) return [];
  const reader = readers[type];
  if (reader !== undefined) return size === 0 ? [] : reader(message, at, size);
  // RFC 3597, 5: the generic form.
  return [`\\# ${size} ${hex(message.slice(at, Math.min(size, mostShown)))}${size > mostShown ? '…' : ''}`.trim()];
}

/** RFC 1035, 3.3: character strings, each after its length. */
function strings(message: ByteReader, at: number, size: number): readonly string[] {
  const found: string[] = [];
  for (let here = at; here < at + size; ) {
    const length = Math.min(message.u8(here), at + size - here - 1);
    found.push(utf8.decode(message.slice(here + 1, length)));
    here += length + 1;
  }
  return found;
}

/** RFC 9460, 2.2: priority, target and parameters; those shown that say where and how to connect. */
function service(message: ByteReader, at: number, size: number): readonly string[] {
  const { name, next } = readDnsName(message, at + 2);
  const parts = [`${message.u16(at)} ${name}`];
  const end = at + size;
  for (let here = next; here + 4 <= end; ) {
    const length = Math.min(message.u16(here + 2), end - here - 4);
    parts.push(parameter(message.u16(here), message.slice(here + 4, length)));
    here += 4 + length;
  }
  return [parts.join(' ')];
}

function parameter(key: number, value: Uint8Array): string {
  if (key === 1) return `alpn=${alpn(value)}`;
  if (key === 3 && value.length === 2) return `port=${((value[0] ?? 0) << 8) | (value[1] ?? 0)}`;
  if (key === 4) return `ipv4hint=${addresses(value, 4)}`;
  if (key === 5) return 'ech';
  if (key === 6) return `ipv6hint=${addresses(value, 16)}`;
  return `key${key}`;
}

function alpn(value: Uint8Array): string {
  const names: string[] = [];
  for (let at = 0; at < value.length; at += 1 + (value[at] ?? 0))
    names.push(utf8.decode(value.subarray(at + 1, at + 1 + (value[at] ?? 0))));
  return names.join(',');
}

function addresses(value: Uint8Array, size: number): string {
  const found: string[] = [];
  for (let at = 0; at + size <= value.length; at += size) found.push(ipText(value.subarray(at, at + size)));
  return found.join(',');
}
