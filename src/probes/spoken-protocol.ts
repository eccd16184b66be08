import type { InterfaceExhibit } from '../model/network-exhibits.ts';

/** What is spoken at a door, by our own names; null where nobody said so, or only guessed by the port's number. */
export type Spoken = { readonly protocol: string | null; readonly secure: boolean };

/** Names of nmap's table of services, and what they are here. */
const aliases: Readonly<Record<string, string>> = {
  domain: 'dns',
  'http-alt': 'http',
  'http-mgmt': 'http',
  'https-alt': 'https',
  'secure-mqtt': 'mqtts',
  'microsoft-ds': 'smb',
  'netbios-ssn': 'smb',
  'ms-wbt-server': 'rdp',
  telnets: 'telnet over tls',
  submission: 'smtp',
  'rtsp-alt': 'rtsp',
  'sip-tls': 'sips',
  mongod: 'mongodb',
};

/** Protocols that have a name of their own under TLS or DTLS. */
const secured: Readonly<Record<string, string>> = {
  http: 'https',
  mqtt: 'mqtts',
  coap: 'coaps',
  ftp: 'ftps',
  rtsp: 'rtsps',
  smtp: 'smtps',
  imap: 'imaps',
  pop3: 'pop3s',
  sip: 'sips',
  amqp: 'amqps',
  ldap: 'ldaps',
  xmpp: 'xmpps',
};
const secureNames = new Set(Object.values(secured));

/** Several scanners name one door: whoever saw TLS there is believed, and a name beats none. */
export function spokenProtocol(interfaces: readonly InterfaceExhibit[]): Spoken {
  const all = interfaces.filter(({ state }) => state === 'open').map(spokenAt);
  const secure = all.some((one) => one.secure);
  const protocol = all.find((one) => one.protocol !== null)?.protocol ?? null;
  return { protocol: secure && protocol !== null && Object.hasOwn(secured, protocol) ? (secured[protocol] ?? protocol) : protocol, secure };
}

function spokenAt({ protocol, detail }: InterfaceExhibit): Spoken {
  const said = (protocol ?? '').toLowerCase().replace(/^ssl\//, 'tls/');
  const bare = said.replace(/^tls\//, '').replace(/ over tls$/, '');
  const name = Object.hasOwn(aliases, bare) ? (aliases[bare] ?? bare) : bare;
  const secure =
    said !== bare || /^(?:tls|ssl|dtls)$/.test(bare) || secureNames.has(name) || name.endsWith(' over tls') || /\bover TLS\b/.test(detail);
  // The number of a port says what is usual there, not what is.
  const isGuess = /\bname by port number only\b/.test(detail);
  const isTold = name !== '' && !/^(?:tls|ssl|dtls|unknown|tcpwrapped)$/.test(name) && !isGuess;
  return { protocol: isTold ? name.replace(/ over tls$/, '') : null, secure: secure && !isGuess };
}
