import { latin1 } from '../../foundation/byte-reader.ts';
import type { FirstBytes, FlowFacts, Protocol } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';

/** Log messages sent to another host. */
export const syslog: Protocol = {
  id: 'syslog',
  title: 'Syslog: log messages sent in clear',
  references: [
    { source: 'RFC 5424', clause: '6', url: 'https://www.rfc-editor.org/rfc/rfc5424' },
    { source: 'RFC 3164', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc3164' },
  ],
  limitations: ['Syslog over TCP (RFC 6587) is not recognised.', 'What is logged is not searched for secrets.'],
  transports: ['udp'],
  ports: [514],
  encrypted: false,
  recognise: ({ fromClient, fromServer }: FirstBytes) => (isSyslog(fromClient.length > 0 ? fromClient : fromServer) ? 'likely' : 'no'),
  converse: ({ client }: FlowFacts, { tell }) => {
    const told = new Set<string>();
    return {
      read: datagramReader((side, bytes) => {
        const name = side === 'client' ? hostName(latin1(bytes.subarray(0, 400))) : null;
        if (name === null || name === client || told.has(name) || told.size >= 64) return;
        told.add(name);
        tell.host({ address: client, mac: null, name });
      }),
    };
  },
};

/** A priority up to 191, and text (RFC 5424, 6.2.1). */
function isSyslog(bytes: Uint8Array): boolean {
  const [, priority] = /^<(\d{1,3})>/.exec(latin1(bytes.subarray(0, 5))) ?? [];
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
