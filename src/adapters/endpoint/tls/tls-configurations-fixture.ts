// Real servers in usual configurations, on which our scan and other scanners have to agree.
import type { TestContext } from 'node:test';
import { cipherName, versionName } from '../../../protocols/tls-names.ts';
import { daemon, folderFor, freePort, loopback, programAt, writeIn } from '../lab-fixture.ts';
import { acceptedSuites } from './accepted-suites.ts';
import { certificateIn, loopbackAsker, sServer } from './tls-lab-fixture.ts';

export type Configuration = {
  readonly what: string;
  /** Programs without which it cannot be run. */
  readonly needs: readonly string[];
  readonly start: (context: TestContext) => Promise<number>;
};

const everySuite = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'];
const everyModernSuite = [
  '-ciphersuites',
  'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256',
];

async function nginx(context: TestContext): Promise<number> {
  const folder = folderFor(context);
  const made = certificateIn(folder, { key: 'rsa' });
  const port = await freePort();
  const suites =
    'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:' +
    'ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ');
  const configuration = writeIn(
    folder,
    'nginx.conf',
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}
http { access_log off; ${places} server { listen ${loopback}:${port} ssl;
ssl_certificate ${made.certificate}; ssl_certificate_key ${made.key};
ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ${suites}; ssl_prefer_server_ciphers off; } }`,
  );
  await daemon(context, [programAt('nginx') ?? 'nginx', '-p', folder, '-e', 'stderr', '-c', configuration], port);
  return port;
}

const openSsl = (key: 'ec' | 'rsa', options: readonly string[]) => (context: TestContext) =>
  sServer(context, certificateIn(folderFor(context), { key }), ...options);

export const configurations: readonly Configuration[] = [
  { what: 'OpenSSL with every suite, TLS 1.0 to 1.3', needs: ['openssl'], start: openSsl('rsa', [...everySuite, ...everyModernSuite]) },
  {
    what: 'OpenSSL with its own order of every suite, ECDSA, TLS 1.0 to 1.3',
    needs: ['openssl'],
    start: openSsl('ec', [...everySuite, '-serverpref']),
  },
  { what: 'OpenSSL, TLS 1.2 alone, ECDSA', needs: ['openssl'], start: openSsl('ec', ['-tls1_2']) },
  { what: 'OpenSSL, TLS 1.3 alone', needs: ['openssl'], start: openSsl('rsa', ['-tls1_3']) },
  { what: 'nginx as usual', needs: ['openssl', 'nginx'], start: nginx },
];

/** A reason to skip, or false. */
export const missing = (programs: readonly string[]): string | false => {
  const absent = programs.filter((program) => programAt(program) === null);
  return absent.length === 0 ? false : `${absent.join(', ')} is not here`;
};

/** Accepted suites of one version by their IANA names, sorted. */
export async function ourSuites(port: number, version: number): Promise<readonly string[]> {
  return (await acceptedSuites(loopbackAsker(port), version)).suites.map(cipherName).sort();
}

export const everyVersion = [0x0300, 0x0301, 0x0302, 0x0303, 0x0304].map((id) => ({ id, name: versionName(id) }));
