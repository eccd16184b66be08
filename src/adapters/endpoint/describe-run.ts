import type { RunOptions } from './run-probe.ts';
import { tcpProbes, udpProbes } from './service-probes.ts';
import { doorName, type Target } from './target.ts';

/** What the operator reads before anything is sent: to whom, what, and what it may do there. */
export function describeRun(
  targets: readonly Target[],
  options: Pick<RunOptions, 'logins' | 'guessing' | 'pauseMs' | 'rate' | 'tls'>,
): readonly string[] {
  const transports = new Set(targets.flatMap(({ doors }) => doors.map(({ transport }) => transport)));
  return [
    'Targets:',
    ...targets.map(targetLine),
    '',
    'To be sent:',
    ...(transports.has('tcp') ? tcpLines : []),
    ...(transports.has('tcp') && options.tls !== null ? [tlsLine] : []),
    ...(transports.has('udp') ? udpProbes.map(({ probe }) => `  ${probe.sends}`) : []),
    `  At most ${options.rate} connections and messages a second.`,
    ...loginLines(options),
    '',
    'What it may do there: the target may log every connection and attempt with this machine’s address, raise an alarm, or shut this address out;',
    'an old device may hang or restart. Nothing is written, published, set or stored; a login that works is not used for anything.',
  ];
}

function targetLine({ host, address, kind, doors }: Target): string {
  const ports = doors.map((door) => doorName('', door).replace(' :', ' '));
  const named = host === address ? host : `${host} = ${address}`;
  return `  ${named} (${kind === 'public' ? 'outside: with the permission in product.yaml' : kind}): ${shortened(ports)}`;
}

const shortened = (ports: readonly string[]): string =>
  ports.length <= 20 ? ports.join(', ') : `${ports.slice(0, 20).join(', ')} and ${ports.length - 20} more`;

const tcpLines: readonly string[] = [
  '  Every TCP port: a connection; where nothing greets, one HTTP request, one TLS handshake, one MQTT CONNECT.',
  ...tcpProbes.map(({ sends }) => `  ${sends}`),
];

const tlsLine =
  '  Where TLS is spoken, or granted when asked for (SMTP, IMAP, POP3, FTP, XMPP, LDAP, PostgreSQL, MySQL): some hundreds of handshakes of every version and suite.';

function loginLines({ logins, guessing, pauseMs }: Pick<RunOptions, 'logins' | 'guessing' | 'pauseMs'>): readonly string[] {
  const places = 'telnet, ssh, ftp, http (basic, digest, form), mqtt, rtsp';
  const minutes = Math.max(1, Math.ceil((logins.length * (pauseMs + 1000)) / 60_000));
  return [
    ...(logins.length > 0
      ? [
          `  LOGINS: ${logins.length} published logins, each once, ${pauseMs / 1000} s apart, and one made-up login, at every ${places}: about ${minutes} minutes a place.`,
          '  They are wrong logins of accounts that may exist: ACCOUNTS MAY BE LOCKED. It stops at the first that is let in, and when it is locked out.',
        ]
      : []),
    ...(guessing > 0
      ? [
          `  GUESSING: ${guessing} wrong attempts of one made-up user, one after the other, at every ${places}: this machine may be shut out.`,
        ]
      : []),
  ];
}
