import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import type { Config } from './config.ts';
import { configKeys } from './config-keys.ts';
import { configSecrets } from './config-secrets.ts';
import { dataFolders } from './data-folders.ts';
import { readConfig } from './read-config.ts';
import { sessionSecret } from './session-secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqs-config-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string, name = 'programme.yaml'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const random = 'S4tm0Vv2k1mZ9pQxY7cLw8bNf3hRj6dA';
const postgresql = 'postgresql://iqs:hunter2@db.example/iqs';

function refused(text: string, env: Readonly<Record<string, string>> = {}): UserError {
  try {
    readConfig(file(text), env);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error;
  }
  throw new Error('it was taken');
}

describe('a configuration', () => {
  test('is whole without anything', () => {
    const config = readConfig(file(''), {});
    assert.deepEqual(
      [config.baseUrl, config.listen, config.database.url, config.programme.suspensionDays, config.worker],
      ['http://localhost:8080', { host: '127.0.0.1', port: 8080 }, null, 42, { inProcess: true, concurrency: 1 }],
    );
    assert.equal(dataFolders(config).evidence, join(folder, 'iqs-data', 'evidence'));
  });

  test('is the file, and the environment over it', () => {
    const path = file('listen: { port: 1, host: "::" }\nprogramme: { remedyDays: 20 }\nidentity: { internalIssuers: [https://a.example] }');
    const env = {
      IQS_LISTEN_PORT: '2',
      IQS_LOG_ADDRESSES: 'true',
      IQS_HOSTS: 'a.example, b.example:8443',
      IQS_PROGRAMME_COMMITTEE_SIZE: '5',
      IQS_BASE_URL: '',
      IQS_CACHE: 'off',
      IQS_TOKEN: 'x',
      OTHER: 'y',
    };
    const config = readConfig(path, env);
    assert.deepEqual([config.listen, config.log.addresses, config.hosts], [{ port: 2, host: '::' }, true, ['a.example', 'b.example:8443']]);
    assert.deepEqual([config.programme.remedyDays, config.programme.committeeSize], [20, 5]);
    assert.deepEqual(config.identity.internalIssuers, ['https://a.example']);
    assert.equal(readConfig(null, { IQS_CONFIG: path }).listen.port, 1);
  });

  test('takes secrets from files', () => {
    const secretFile = file(`${random}\n`, 'secret');
    const env = { DATABASE_URL: postgresql, IQS_SESSION_SECRET_FILE: secretFile, IQS_MAIL_SMTP_URL: 'smtps://a:p%40ss@mail.example' };
    const config = readConfig(file(''), env);
    assert.deepEqual([config.session.secret, config.database.url], [random, postgresql]);
    const secrets = configSecrets(config);
    for (const each of [random, postgresql, 'hunter2', 'p@ss', 'p%40ss']) assert.ok(secrets.includes(each), each);
  });
});

const s3 = 'evidence: { store: s3, endpoint: https://s3.example, bucket: b, accessKeyId: k, secretAccessKey: s }';

// What is wrong, in the file and in variables, and the key that is named.
const refusals: readonly (readonly [string, string, Readonly<Record<string, string>>, string])[] = [
  ['an unknown key', 'listen: { prot: 1 }', {}, 'listen.prot'],
  ['an unknown section', 'server: { port: 1 }', {}, 'server'],
  ['a section that is a value', 'listen: 80', {}, 'listen'],
  ['a port that is none', 'listen: { port: 70000 }', {}, 'listen.port'],
  ['a number in quotes', 'listen: { port: "80" }', {}, 'listen.port'],
  ['a variable that is no number', '', { IQS_LISTEN_PORT: 'eighty' }, 'listen.port (IQS_LISTEN_PORT)'],
  ['a variable that is no flag', '', { IQS_LOG_ADDRESSES: 'yes' }, 'log.addresses (IQS_LOG_ADDRESSES)'],
  ['a slip in a variable', '', { IQS_LISTEN_PROT: '80' }, 'IQS_LISTEN_PROT'],
  ['a file for what is no secret', '', { IQS_LISTEN_PORT_FILE: '/dev/null' }, 'IQS_LISTEN_PORT_FILE'],
  ['a secret file that is not there', '', { IQS_SESSION_SECRET_FILE: '/nowhere/at/all' }, 'IQS_SESSION_SECRET_FILE'],
  ['a secret file that is empty', '', { IQS_SESSION_SECRET_FILE: '/dev/null' }, 'IQS_SESSION_SECRET_FILE'],
  ['two that differ', '', { IQS_DATABASE_URL: postgresql, DATABASE_URL: 'postgresql://other.example/x' }, 'IQS_DATABASE_URL'],
  ['an unknown level', 'log: { level: loud }', {}, 'log.level'],
  ['an unknown store', 'evidence: { store: tape }', {}, 'evidence.store'],
  ['a setting of zero', 'programme: { remedyDays: 0 }', {}, 'programme.remedyDays'],
  ['an origin with a path', 'baseUrl: https://iqs.example/iqs', {}, 'baseUrl'],
  ['plain http', 'baseUrl: http://iqs.example', {}, 'baseUrl'],
  ['no origin', 'baseUrl: iqs.example', {}, 'baseUrl'],
  ['a host that is none', 'hosts: [https://iqs.example]', {}, 'hosts'],
  ['a database that is none', 'database: { url: mysql://iqs:hunter2@db }', {}, 'database.url'],
  ['a worker apart on the embedded one', 'worker: { inProcess: false }', {}, 'worker.inProcess'],
  ['PostgreSQL without a secret', '', { DATABASE_URL: postgresql }, 'session.secret'],
  ['a short secret', 'session: { secret: hunter2 }', {}, 'session.secret'],
  ['a dull secret', `session: { secret: "${'hunter2'.repeat(8)}" }`, {}, 'session.secret'],
  ['S3 without a bucket', s3.replace('bucket: b, ', ''), {}, 'evidence.bucket'],
  ['S3 without a key', s3.replace(', secretAccessKey: s', ''), {}, 'evidence.secretAccessKey'],
  ['S3 without an address', s3.replace('https://', ''), {}, 'evidence.endpoint'],
  ['mail to nowhere', 'mail: { smtpUrl: "https://a:hunter2@mail.example" }', {}, 'mail.smtpUrl'],
  ['mail to two places', 'mail: { smtpUrl: "smtp://mail.example", folder: m }', {}, 'mail.folder'],
  ['a proxy network that is none', 'proxy: { networks: [10.0.0.0] }', {}, 'proxy.networks'],
  ['an agreement that is not there', 'agreement: { file: nowhere.txt }', {}, 'agreement.file'],
];

describe('a configuration is refused', () => {
  for (const [name, text, env, key] of refusals) {
    test(name, () => {
      const error = refused(text, env);
      assert.equal(error.code, 'CONFIG_INVALID', error.line);
      assert.ok(error.where.startsWith(key), error.line);
      assert.ok(!error.line.includes('hunter2'), error.line);
      assert.ok(error.mend.length > 0);
    });
  }
  test('that is not there, is no YAML or is read differently by others', () => {
    assert.throws(() => readConfig(join(folder, 'none.yaml'), {}), { code: 'CONFIG_MISSING' });
    assert.equal(refused('a: [').code, 'CONFIG_YAML');
    assert.equal(refused('a: &x 1\nb: *x').code, 'CONFIG_YAML');
    assert.equal(refused('log: { addresses: yes }').code, 'CONFIG_AMBIGUOUS');
    assert.equal(refused('- a').code, 'CONFIG_SHAPE');
  });
});

test('a secret of its own is made once, for nobody else to read', async () => {
  const config: Config = readConfig(file(''), {});
  const made = await sessionSecret(config);
  assert.equal(await sessionSecret(config), made);
  assert.ok(made.length >= 43);
  assert.equal(statSync(dataFolders(config).sessionSecret).mode & 0o777, 0o600);
});

/** The table of docs/spec/configuration.md. */
const rows = configKeys.map(({ path, variable, isSecret, means, usual }) => {
  const file = isSecret ? ' or `…_FILE`' : '';
  return `| \`${path.join('.')}\` | \`${variable}\`${file} | ${usual} | ${means} |`;
});

test('docs/spec/configuration.md has every key as the program has it', () => {
  const page = readFileSync(new URL('../../../docs/spec/configuration.md', import.meta.url), 'utf8');
  const table = page.split('\n').filter((line) => /^\| `[a-z][A-Za-z.0-9]*` \| `IQS_/.test(line));
  // IQS_PRINT=1 shows the table that belongs there.
  if (process.env['IQS_PRINT']) process.stdout.write(`${rows.join('\n')}\n`);
  assert.deepEqual(table, rows);
});
