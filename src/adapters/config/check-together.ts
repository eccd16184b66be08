import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { Config } from './config.ts';

type Refuse = (key: string, what: string, mend: string) => never;

/** What no key can say alone: `CONFIG_INVALID`. */
export function checkTogether(config: Config, placeOf: (key: string) => string): void {
  const refuse: Refuse = (key, what, mend) => {
    throw new UserError('CONFIG_INVALID', what, placeOf(key), mend);
  };
  checkBaseUrl(config, refuse);
  checkDatabase(config, refuse);
  checkSecret(config, refuse);
  checkStore(config, refuse);
  const { mail, proxy, agreement } = config;
  if (mail.smtpUrl !== null && !/^smtps?:\/\/[^/]+/.test(mail.smtpUrl))
    refuse('mail.smtpUrl', 'no address of a mail server', 'give smtps://user:password@host:465');
  if (mail.smtpUrl !== null && mail.folder !== null)
    refuse('mail.folder', `'${mail.folder}' beside a mail server`, 'leave one of the two out');
  for (const network of proxy.networks)
    if (!isNetwork(network)) refuse('proxy.networks', `'${network}' is no network`, 'give 192.0.2.0/24 or 2001:db8::/32');
  if (agreement.file !== null && !existsSync(resolve(config.folder, agreement.file)))
    refuse('agreement.file', `'${agreement.file}' is not there`, 'name the file with the text of the agreement');
}

function checkBaseUrl({ baseUrl, hosts }: Config, refuse: Refuse): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || url.origin !== baseUrl || !(url.protocol === 'https:' || url.protocol === 'http:'))
    refuse('baseUrl', `'${shownUrl(baseUrl)}' is no origin`, 'give https://host without a path');
  // Cookies of a session over plain http are anybody's on the way.
  if (url?.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    refuse('baseUrl', `'${baseUrl}' is plain http`, 'give the https address of the proxy in front; http is for this machine only');
  for (const host of hosts)
    if (!/^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/.test(host))
      refuse('hosts', `'${host}' is no host name`, 'give a host in lower case, with :port where needed');
}

/** Credentials do not belong there, and are not said again if they are. */
const shownUrl = (url: string): string => url.replace(/\/\/[^/@]*@/, '//…@').slice(0, 100);

function checkDatabase({ database, worker }: Config, refuse: Refuse): void {
  if (database.url !== null && !/^postgres(?:ql)?:\/\/./.test(database.url))
    refuse('database.url', 'a secret value that is no address of a PostgreSQL', 'give postgresql://user:password@host:port/database');
  if (database.url === null && !worker.inProcess)
    refuse(
      'worker.inProcess',
      "'false' on the embedded database, which one process at a time can open",
      'leave it out, or set DATABASE_URL',
    );
}

function checkSecret({ session, database }: Config, refuse: Refuse): void {
  if (session.secret === null) {
    if (database.url !== null)
      refuse('session.secret', 'nothing, and servers that share a PostgreSQL share it', 'give IQS_SESSION_SECRET: openssl rand -base64 32');
  } else if (Buffer.byteLength(session.secret) < 32 || new Set(session.secret).size < 12)
    refuse('session.secret', 'a secret value that is easy to guess', 'take one of: openssl rand -base64 32');
}

function checkStore({ evidence }: Config, refuse: Refuse): void {
  if (evidence.store !== 's3') return;
  for (const key of ['endpoint', 'bucket', 'accessKeyId', 'secretAccessKey'] as const)
    if (evidence[key] === null) refuse(`evidence.${key}`, 'nothing, and the store is s3', 'give it, or take the store folder');
  if (!URL.canParse(evidence.endpoint ?? '') || !/^https?:/.test(evidence.endpoint ?? ''))
    refuse('evidence.endpoint', `'${shownUrl(evidence.endpoint ?? '')}' is no address`, 'give https://s3.example');
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
