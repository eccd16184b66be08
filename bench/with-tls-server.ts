import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { scratch } from './evidence.ts';

const port = 44_330;

/** Runs `use` beside an `openssl s_server` on loopback, TLS 1.0 to 1.3 with every suite it has, and ends that server. */
export function withTlsServer<T>(use: (port: number) => T): T {
  const folder = scratch();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '30', '-subj', '/CN=localhost'];
  spawnSync('openssl', ['req', '-x509', ...made]);
  const options = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0', '-www'];
  const server = spawn('openssl', ['s_server', '-accept', `127.0.0.1:${port}`, '-cert', certificate, '-key', key, ...options], {
    stdio: 'ignore',
  });
  try {
    // The measuring blocks this process, so waiting may too.
    for (let tries = 0; tries < 50 && !answers(); tries++) spawnSync('sleep', ['0.1']);
    if (!answers()) throw new Error('openssl s_server does not answer');
    return use(port);
  } finally {
    server.kill();
  }
}

const answers = (): boolean =>
  spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${port}`], { input: '', stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
