import { latin1 } from '../../foundation/byte-reader.ts';
import type { FirstBytes, FlowFacts, Protocol, Side } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { eachMessage } from '../framed.ts';

/** Log messages sent to another host. */
export const syslog: Protocol = {
  id: 'syslog',
  title: 'Syslog: log messages sent in clear',
  references: [
    { source: 'RFC 5424', clause: '6', url: 'https://www.rfc-editor.org/rfc/rfc5424' },
    { source: 'RFC 3164', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc3164' },
    { source: 'RFC 6587', clause: '3.4', url: 'https://www.rfc-editor.org/rfc/rfc6587' },
  ],
  limitations: ['What is logged is not searched for secrets.'],
  transports: ['udp', 'tcp'],
  ports: [514, 601],
  encrypted: false,
  recognise: ({ fromClient, fromServer }: FirstBytes) => (isSyslog(fromClient.length > 0 ? fromClient : fromServer) ? 'likely' : 'no'),
  converse: ({ client, transport }: FlowFacts, { tell }) => {
    const told = new Set<string>();
    const message = (side: Side, bytes: Uint8Array): void => {
      const name = side === 'client' ? hostName(latin1(bytes.subarray(0, 400))) : null;
      if (name === null || name === client || told.has(name) || told.size >= 64) return;
      told.add(name);
      tell.host({ address: client, mac: null, name });
    };
    if (transport === 'udp') return { read: datagramReader(message) };
    return { read: (side, bytes) => eachMessage(bytes, messageSize, (one) => message(side, withoutCount(one))) };
  },
};

/** Over TCP a message has its length before it, or ends with its line (RFC 6587, 3.4.1 and 3.4.2). */
function messageSize(bytes: Uint8Array, at: number): number | null {
  const head = latin1(bytes.subarray(at, at + 8));
  const [counted, length] = /^([1-9]\d{0,5}) /.exec(head) ?? [];
  if (counted !== undefined) return counted.length + Number(length);
  if (head.startsWith('<')) return Math.max(0, bytes.indexOf(10, at) + 1 - at);
  return /^[1-9]\d{0,5}$/.test(head) ? 0 : null;
}

function withoutCount(message: Uint8Array): Uint8Array {
  return message.subarray(message[0] === 0x3c ? 0 : message.indexOf(0x20) + 1);
}

/** A priority up to 191, and text (RFC 5424, 6.2.1). */
function isSyslog(bytes: Uint8Array): boolean {
  const [, priority] = /^(?:[1-9]\d{0,5} )?<(\d{1,3})>/.exec(latin1(bytes.subarray(0, 12))) ?? [];
  return priority !== undefined && Number(priority) <= 191;
}

/** Version and time before the name (RFC 5424, 6.2), or the older form's time, with a tag after it, for many leave the name out (RFC 3164, 4.1). */
function hostName(line: string): string | null {
  const [, name] =
    /^<\d{1,3}>1 \S{1,40} ([\w.:-]{1,255}) /.exec(line) ??
    /^<\d{1,3}>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d ([A-Za-z][\w.-]{0,254}) [\w./-]{1,48}(?:\[\d{1,8}\])?: /.exec(line) ??
    [];
  return name === undefined || name === '-' || name.endsWith(':') ? null : name;
}
