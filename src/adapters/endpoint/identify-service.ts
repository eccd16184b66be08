import type { Connection } from './connection.ts';
import { ConnectError, type GuardedConnect } from './guarded-connect.ts';
import { openConnection, openSecure } from './open-connection.ts';
import type { Patience } from './service.ts';
import { mqttConnect, mqttDisconnect } from './services/mqtt-packets.ts';
import { telnetOptions } from './services/telnet-options.ts';
import type { Door, Target } from './target.ts';

/** What a TCP port turned out to be. `protocol` null: it is open and says nothing that we know. */
export type Identified = {
  readonly state: 'open' | 'closed' | 'filtered';
  readonly protocol: string | null;
  readonly secure: boolean;
  readonly greeting: Buffer;
};

type Trial = { readonly target: Target; readonly door: Door; readonly connect: GuardedConnect; readonly patience: Patience };

/** What a service says unasked or when asked; the more telling stands first. */
const marks: readonly (readonly [string, RegExp])[] = [
  ['ssh', /^(?:[^\n]{0,255}\n){0,20}SSH-\d/],
  ['http', /^HTTP\/\d/],
  ['rtsp', /^RTSP\/\d/],
  ['smtp', /^220[ -][^\n]{0,300}(smtp|mail|postfix|exim)/i],
  ['ftp', /^220[ -]/],
  ['pop3', /^\+OK/],
  ['imap', /^\* (OK|PREAUTH)/],
  ['vnc', /^RFB \d{3}\.\d{3}\n/],
  ['mqtt', /^ \x02[\0\x01][\0-\x05]/],
  ['telnet', /^\xff[\xfb-\xfe]/],
  ['telnet', /(?:login|user ?name|password|user) ?: ?$/i],
  ['telnet', /(?:^|\n)[^<\n]{0,80}[#$>] ?$/],
];

function protocolOf(bytes: Buffer): string | null {
  const text = bytes.subarray(0, 4096).toString('latin1');
  return marks.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

type Question = 'tls' | 'text' | 'mqtt';

/** Ports on which one question is the likely one: it is asked first, so that fewer need be. */
const likely: Readonly<Record<number, Question>> = {
  443: 'tls',
  8443: 'tls',
  8883: 'tls',
  990: 'tls',
  992: 'tls',
  322: 'tls',
  1883: 'mqtt',
};

const purposes: Readonly<Record<Question, string>> = {
  tls: 'identify: a TLS handshake',
  text: 'identify: GET / as HTTP',
  mqtt: 'identify: MQTT CONNECT without a login',
};

/** A TCP port's state and what is spoken there: by its greeting, else by its answer to one HTTP request, to TLS, to an MQTT CONNECT. */
export async function identifyService(trial: Trial): Promise<Identified> {
  const bare: Identified = { state: 'open', protocol: null, secure: false, greeting: Buffer.alloc(0) };
  const greeting = await greetingOf(trial);
  if (typeof greeting === 'string') return { ...bare, state: greeting };
  if (greeting.length > 0) return { ...bare, protocol: protocolOf(greeting), greeting };
  const first = likely[trial.door.port] ?? 'text';
  for (const question of [first, ...(['text', 'tls', 'mqtt'] as const).filter((one) => one !== first)]) {
    if (question === 'tls') {
      const secure = await identifyUnderTls(trial);
      if (secure !== null) return secure;
    } else {
      const connection = await openConnection({ ...trial, purpose: purposes[question] }).catch(() => null);
      const { protocol, answer } = connection === null ? nothing : await ask(question, connection, trial.patience);
      // Web servers under TLS answer plain HTTP too, with a refusal (400).
      const secure = /^HTTP\/1\.\d 4/.test(answer) ? await identifyUnderTls(trial) : null;
      if (protocol !== null) return secure ?? { ...bare, protocol };
    }
  }
  return bare;
}

/** What is said unasked; else whether there is anybody. */
async function greetingOf(trial: Trial): Promise<Buffer | 'closed' | 'filtered'> {
  try {
    const connection = await openConnection({ ...trial, purpose: 'connect: is the port open, what greets' });
    const bytes = await hear(connection, trial.patience);
    connection.close();
    return bytes;
  } catch (error) {
    if (!(error instanceof ConnectError) || error.fault === 'forbidden') throw error;
    return error.fault === 'refused' ? 'closed' : 'filtered';
  }
}

/** A greeting; where it is Telnet's options they are refused, for some servers greet only then. */
async function hear(connection: Connection, { quietMs }: Patience): Promise<Buffer> {
  const { bytes } = await connection.readAll(quietMs, quietMs * 3);
  if (bytes[0] === 0xff) await connection.send(telnetOptions(bytes).answer, 'telnet: refuse options');
  return bytes;
}

/** null: it is no TLS. What refuses a handshake by an alert is TLS all the same. */
async function identifyUnderTls(trial: Trial): Promise<Identified | null> {
  const { patience, door } = trial;
  const secure: Identified = { state: 'open', protocol: 'tls', secure: true, greeting: Buffer.alloc(0) };
  try {
    const connection = await openSecure({ ...trial, purpose: purposes.tls }, patience.answerMs);
    const greeting = await hear(connection, patience);
    connection.close();
    if (greeting.length > 0) return { ...secure, protocol: protocolOf(greeting) ?? 'tls', greeting };
  } catch (error) {
    return /ALERT/.test((error as NodeJS.ErrnoException).code ?? '') ? secure : null;
  }
  for (const question of door.port === 8883 ? (['mqtt', 'text'] as const) : (['text', 'mqtt'] as const)) {
    const connection = await openSecure({ ...trial, purpose: `${purposes[question]}, under TLS` }, patience.answerMs).catch(() => null);
    const { protocol } = connection === null ? nothing : await ask(question, connection, patience);
    if (protocol !== null) return { ...secure, protocol };
  }
  return secure;
}

type Told = { readonly protocol: string | null; readonly answer: string };

const nothing: Told = { protocol: null, answer: '' };

/** One message; the protocol of the answer, and how it begins. */
async function ask(question: 'text' | 'mqtt', connection: Connection, { answerMs, quietMs }: Patience): Promise<Told> {
  await connection.send(question === 'mqtt' ? mqttConnect('iqs-probe-identify', null) : 'GET / HTTP/1.0\r\n\r\n', purposes[question]);
  const { bytes } = await connection.read((all) => (all.length >= 8 || all[0] === 0x20 ? all.length : 0), Math.min(answerMs, quietMs * 4));
  const protocol = protocolOf(bytes);
  if (protocol === 'mqtt') await connection.send(mqttDisconnect, 'mqtt: say goodbye');
  connection.close();
  return { protocol: protocol === 'telnet' ? null : protocol, answer: bytes.subarray(0, 200).toString('latin1') };
}
