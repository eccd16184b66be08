import { createHash } from 'node:crypto';
import { DecodeError } from '../../../foundation/decode-error.ts';
import { oneLine } from '../../../foundation/one-line.ts';
import type { SshAlgorithms } from '../../../model/network-exhibits.ts';
import { sshWeakAlgorithms } from '../../../model/ssh-algorithms.ts';
import { hasshText, type KexInit, offerOf, readKexInit, sshPacketLength } from '../../../protocols/ssh-key-exchange.ts';
import { productOf } from '../product-of.ts';
import { type Checked, checked, type Seen, type Service, type ServiceProbe } from '../service.ts';
import { identificationIn, sshIdentification } from './ssh-identification.ts';
import { sshLogin, sshMethods } from './ssh-session.ts';

/** A user that no device has: ways to log in are asked without touching an account. */
const nobody = 'iqs-probe';

/** SSH: identification and offer by our own bytes, ways to log in by the ssh2 package. */
export const ssh: ServiceProbe = {
  id: 'ssh',
  sends: 'SSH: an identification, one key exchange, one request to log in as nobody without a password',
  look: async (service) => {
    const { line, offer } = await readOffer(service);
    const software = /^SSH-[\d.]+-(\S+)/.exec(line)?.[1] ?? '';
    const methods = /^SSH-(2|1\.99)/.test(line) ? await sshMethods(service, nobody) : null;
    const checks = [...algorithmChecks(line, offer && offerOf(offer)), ...methodChecks(methods)];
    return {
      ...productOf(software),
      detail: describe(line, methods),
      checks,
      ssh: line === '' ? [] : [sessionOf(line, offer)],
    } satisfies Seen;
  },
  loginForms: async (service) => {
    const methods = await sshMethods(service, nobody);
    if (methods === null || (methods !== 'open' && !methods.some(isByPassword))) return [];
    return [{ how: 'ssh', attempt: (user, password) => sshLogin(service, user, password) }];
  },
};

const isByPassword = (method: string): boolean => method === 'password' || method === 'keyboard-interactive';

const describe = (line: string, methods: Awaited<ReturnType<typeof sshMethods>>): string =>
  [oneLine(line, 120), methods === null || methods === 'open' ? '' : `; logins: ${oneLine(methods.join(', '), 120)}`].join('');

async function readOffer(service: Service): Promise<{ readonly line: string; readonly offer: KexInit | null }> {
  const purpose = 'ssh: read identification and algorithms';
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return { line: '', offer: null };
  try {
    const { answerMs } = service.patience;
    const first = await connection.read((bytes) => identificationIn(bytes).taken, answerMs);
    if (first.end !== 'taken') return { line: '', offer: null };
    await connection.send(sshIdentification, purpose);
    const second = await connection.read(packetLength, answerMs);
    return { line: identificationIn(first.bytes).line, offer: second.end === 'taken' ? kexInitIn(second.bytes) : null };
  } finally {
    connection.close();
  }
}

/** What cannot be a packet is taken as it is, to be refused. */
const packetLength = (bytes: Buffer): number => tolerant(() => sshPacketLength(bytes)) ?? bytes.length;

const kexInitIn = (packet: Buffer): KexInit | null => tolerant(() => (sshPacketLength(packet) === 0 ? null : readKexInit(packet)));

function tolerant<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

const sessionOf = (line: string, offer: KexInit | null): NonNullable<Seen['ssh']>[number] => ({
  version: /^SSH-([\d.]+)/.exec(line)?.[1] ?? null,
  clientOffer: null,
  serverOffer: offer && offerOf(offer),
  agreed: null,
  hassh: null,
  hasshServer: offer && createHash('md5').update(hasshText(offer, 'server')).digest('hex'),
});

function algorithmChecks(line: string, offer: SshAlgorithms | null): readonly Checked[] {
  const isOld = line.startsWith('SSH-1.');
  const version = line === '' ? 'unknown' : isOld ? 'yes' : 'no';
  const weak = offer === null ? [] : sshWeakAlgorithms(offer);
  return [
    checked('old-version', version, isOld ? 'speaks SSH 1 (RFC 4253, 5: broken)' : line === '' ? 'no identification' : 'SSH 2 only'),
    offer === null
      ? checked('weak-algorithm', 'unknown', 'no offer of algorithms came')
      : checked('weak-algorithm', weak.length > 0 ? 'yes' : 'no', weak.length > 0 ? weak.join(', ') : 'none of those offered is weak'),
  ];
}

function methodChecks(methods: Awaited<ReturnType<typeof sshMethods>>): readonly Checked[] {
  if (methods === null) return [checked('password-login', 'unknown', 'it did not come to a login')];
  if (methods === 'open') return [checked('anonymous-access', 'yes', 'lets in without a password or a key')];
  const words = `ways to log in: ${oneLine(methods.join(', '), 120) || 'none named'}`;
  return [checked('anonymous-access', 'no', words), checked('password-login', methods.some(isByPassword) ? 'yes' : 'no', words)];
}
