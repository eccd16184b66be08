// TLS servers for the tests of the scan: OpenSSL's own on loopback, with certificates made on the spot, and how a scan of them is read.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CheckExhibit, CheckId } from '../../../model/network-exhibits.ts';
import { daemon, freePort, loopback, programAt, writeIn } from '../lab-fixture.ts';
import { Asker, type AskOptions, type TlsTarget } from './asker.ts';
import { scanTls, type TlsScanResult } from './scan-tls.ts';

const openssl = programAt('openssl');
/** For `test`: a reason, where this machine has no OpenSSL. */
export const needsOpenssl = { skip: openssl === null ? 'openssl is not here' : false };

/** The name of every good certificate here. */
export const goodName = 'device.example';

/** Runs OpenSSL in a folder; throws what it complains of. */
function runOpenssl(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(openssl ?? 'openssl', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

const keys = {
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa1024: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
} as const;

export type CertificateWish = {
  readonly key?: keyof typeof keys;
  readonly name?: string;
  readonly digest?: 'sha1' | 'sha256';
  /** ASN.1 times (`YYMMDDHHMMSSZ`) instead of from now on for 30 days. */
  readonly time?: readonly [from: string, until: string];
  readonly selfSigned?: boolean;
};

export type Made = { readonly certificate: string; readonly key: string; readonly authority: string };

const authorityConfiguration = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
policy = any
default_md = sha256
default_days = 30
x509_extensions = leaf
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
`;

/** A certificate and its key in a folder, from an authority of our own or signed by itself. */
export function certificateIn(folder: string, wish: CertificateWish = {}): Made {
  const { key = 'ec', name = goodName, digest = 'sha256', time, selfSigned = false } = wish;
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  runOpenssl(folder, 'genpkey', ...keys[key], '-out', 'key.pem');
  const made = { certificate: join(folder, 'leaf.pem'), key: join(folder, 'key.pem'), authority: join(folder, 'ca.pem') };
  if (selfSigned) {
    runOpenssl(folder, 'req', '-x509', '-new', '-key', 'key.pem', '-days', '30', ...subject, '-out', 'leaf.pem');
    return { ...made, authority: made.certificate };
  }
  runOpenssl(folder, 'genpkey', ...keys.rsa, '-out', 'ca-key.pem');
  runOpenssl(folder, 'req', '-x509', '-new', '-key', 'ca-key.pem', '-days', '3650', '-subj', '/CN=Maker CA', '-out', 'ca.pem');
  runOpenssl(folder, 'req', '-new', '-key', 'key.pem', ...subject, '-out', 'leaf.csr');
  writeIn(folder, 'ca.cnf', authorityConfiguration);
  writeIn(folder, 'index.txt', '');
  const period = time === undefined ? [] : ['-startdate', time[0], '-enddate', time[1]];
  const by = ['-config', 'ca.cnf', '-keyfile', 'ca-key.pem', '-cert', 'ca.pem', '-md', digest, '-batch', '-notext', ...period];
  runOpenssl(folder, 'ca', ...by, '-in', 'leaf.csr', '-out', 'leaf.pem');
  return made;
}

/** `openssl s_server` with such a certificate; answers with its port. */
export async function sServer(context: TestContext, made: Made, ...options: readonly string[]): Promise<number> {
  const port = await freePort();
  const chain = ['-cert', made.certificate, '-key', made.key, '-cert_chain', made.authority];
  await daemon(context, [openssl ?? 'openssl', 's_server', '-accept', `${loopback}:${port}`, ...chain, '-www', ...options], port);
  return port;
}

export type ScanWish = Partial<Pick<TlsTarget, 'serverName' | 'trust'>> & {
  readonly timeoutMs?: number;
  /** Told of every connection. */
  readonly onConnect?: () => void;
};

const optionsFor = (port: number, { timeoutMs = 3000, onConnect }: ScanWish): AskOptions => ({
  timeoutMs,
  connectionsPerSecond: Infinity,
  connect: () =>
    new Promise((resolve, reject) => {
      onConnect?.();
      const socket = connect(port, loopback, () => resolve(socket)).once('error', reject);
    }),
});

const targetOf = (port: number, { serverName = goodName, trust = 'private' }: ScanWish): TlsTarget => ({
  host: loopback,
  port,
  serverName,
  trust,
});

export const loopbackAsker = (port: number, wish: ScanWish = {}): Asker => new Asker(targetOf(port, wish), optionsFor(port, wish));

export const scanLoopback = (port: number, wish: ScanWish = {}): Promise<TlsScanResult> =>
  scanTls(targetOf(port, wish), optionsFor(port, wish));

export const namedBy = ({ checks }: TlsScanResult, result: CheckExhibit['result']): readonly CheckId[] =>
  checks.filter((one) => one.result === result).map(({ check }) => check);

/** What a scan says of one check: `yes: why`, or `none`. */
export const said = ({ checks }: TlsScanResult, check: CheckId): string => {
  const one = checks.find((other) => other.check === check);
  return one === undefined ? 'none' : `${one.result}: ${one.detail}`;
};
