import { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { readDnsName } from './dns-name.ts';
import { dnsRecordData } from './dns-record-data.ts';
import { dnsType } from './dns-type.ts';

/** Records of one message that are read: a 64 KiB message can hold thousands that point at one long name. */
const mostRecords = 512;
const mostQuestions = 64;

export type DnsQuestion = {
  readonly name: string;
  readonly type: string;
};
export type DnsRecord = {
  readonly section: 'answer' | 'authority' | 'additional';
  readonly name: string;
  readonly type: string;
  /** Presentation text; of TXT one for each string, of signatures none. */
  readonly data: readonly string[];
};
export type DnsMessage = {
  readonly isResponse: boolean;
  readonly opcode: number;
  readonly questions: readonly DnsQuestion[];
  readonly records: readonly DnsRecord[];
  /** Everything that the header counts was there, and nothing after it. */
  readonly isWhole: boolean;
};

/**
 * A message of RFC 1035, 4.1, as DNS, mDNS (RFC 6762) and LLMNR (RFC 4795) send it; the bit that those two put into the class is ignored. A message that
 * was cut off is read as far as it goes; a header or question that is none throws `DecodeError`.
 */
export function readDnsMessage(bytes: Uint8Array): DnsMessage {
  const message = new ByteReader(bytes, 'big');
  const flags = message.u16(2);
  const questions: DnsQuestion[] = [];
  let at = 12;
  const asked = message.u16(4);
  for (let index = 0; index < asked; index += 1) {
    if (index >= mostQuestions) throw new DecodeError('limit', `more than ${mostQuestions} questions`, at);
    const { name, next } = readDnsName(message, at);
    questions.push({ name, type: dnsType(message.u16(next)) });
    message.u16(next + 2);
    at = next + 4;
  }
  const { records, end } = readRecords(message, at);
  return { isResponse: flags >= 0x8000, opcode: (flags >>> 11) & 15, questions, records, isWhole: end === bytes.length };
}

/** The three sections of records; `end` is -1 where not all could be read. */
function readRecords(message: ByteReader, start: number): { readonly records: readonly DnsRecord[]; readonly end: number } {
  const records: DnsRecord[] = [];
  let at = start;
  try {
    for (const [index, section] of (['answer', 'authority', 'additional'] as const).entries()) {
      for (let left = message.u16(6 + 2 * index); left > 0; left -= 1) {
        if (records.length >= mostRecords) return { records, end: -1 };
        const { name, next } = readDnsName(message, at);
        const type = message.u16(next);
        const size = message.u16(next + 8);
        message.slice(next + 10, size);
        records.push({ section, name, type: dnsType(type), data: dnsRecordData(message, type, next + 10, size) });
        at = next + 10 + size;
      }
    }
    return { records, end: at };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { records, end: -1 };
  }
}
