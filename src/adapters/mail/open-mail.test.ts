import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mailServer } from './mail-server-fixture.ts';
import { openMail } from './open-mail.ts';
import { smtpAt } from './smtp-at.ts';

const from = 'IQS programme <programme@iqs.example>';
const { port, received } = await mailServer();
const failures: unknown[] = [];
const failed = (error: unknown): void => void failures.push(error);
const message = { to: 'ada@maker.example', subject: 'Prüfung', text: 'Open this link:\n\nhttp://localhost/x?token=abc' };

test('a letter goes to a server on this machine', async () => {
  await openMail({ kind: 'smtp', host: 'localhost', port, isTls: false, account: null, from }, failed).send(message);
  const [letter = ''] = received;
  assert.match(letter, /^From: IQS programme <programme@iqs\.example>$/m);
  assert.match(letter, /^To: ada@maker\.example$/m);
  assert.match(letter, /^Subject: =\?UTF-8\?/m);
  assert.match(letter, /^Auto-Submitted: auto-generated$/m);
  assert.match(letter, /token=(?:3D)?abc/);
});

test('an address cannot bring in another header or addressee', async () => {
  const mail = openMail({ kind: 'smtp', host: '127.0.0.1', port, isTls: false, account: null, from }, failed);
  await mail.send({ ...message, to: 'a@x.example\r\nBcc: b@x.example', subject: 'one\r\nBcc: c@x.example' }).catch(() => undefined);
  for (const letter of received) assert.doesNotMatch(letter, /^bcc:/im);
});

test('a server elsewhere that offers no TLS is not told anything, and the operator is', async () => {
  const before = received.length;
  // Leads to the fixture, but is no name of the loopback.
  const mail = openMail({ kind: 'smtp', host: '0.0.0.0', port, isTls: false, account: null, from }, failed);
  await assert.rejects(mail.send(message), { code: 'ETLS' });
  assert.equal(received.length, before);
  assert.equal(failures.length > 0, true);
});

test('into a folder: a file each, for its owner alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-mail-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const mail = openMail({ kind: 'folder', folder: join(folder, 'mail'), from }, failed);
  await mail.send(message);
  await mail.send(message);
  const files = readdirSync(join(folder, 'mail'));
  assert.equal(files.length, 2);
  const at = join(folder, 'mail', files[0] ?? '');
  assert.match(readFileSync(at, 'utf8'), /^To: ada@maker\.example$[\s\S]+Subject: Prüfung\n\nOpen this link:\n\nhttp:/m);
  assert.equal(statSync(at).mode & 0o777, 0o600);
});

test('mail comes from an address', () => {
  for (const wrong of ['', 'nobody', 'a@b.example\r\nBcc: c@d.example'])
    assert.throws(() => openMail({ kind: 'folder', folder: 'x', from: wrong }, failed), { code: 'MAIL_FROM_INVALID' });
});

test('a mail server by its address', () => {
  const one = smtpAt('smtps://a%40b:p%2Fw@mail.example', from);
  assert.deepEqual([one.host, one.port, one.isTls, one.account], ['mail.example', 465, true, { user: 'a@b', password: 'p/w' }]);
  const other = smtpAt('smtp://[::1]:2525', from);
  assert.deepEqual([other.host, other.port, other.isTls, other.account], ['::1', 2525, false, null]);
  for (const wrong of ['', 'mail.example', 'https://mail.example']) assert.throws(() => smtpAt(wrong, from), { code: 'SMTP_URL_INVALID' });
});
