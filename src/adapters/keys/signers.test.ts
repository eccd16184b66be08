import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { claimsOf, issuerOf, signedLabel, signedTrustList, testKey, trustContent } from '../../credential/verify/issuer-fixture.ts';
import { verifyCode } from '../../credential/verify/verify-code.ts';
import { verifyCredential } from '../../credential/verify/verify-credential.ts';
import { verifyTrustList } from '../../credential/verify/verify-trust-list.ts';
import type { Signer } from '../../model/signer.ts';
import { nodePlatform } from '../node-platform.ts';
import { fileSigner, makeKeyFile } from './file-signer.ts';
import { pkcs11Signer } from './pkcs11-signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqs-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A label by this signer, verified as a stranger would. */
async function labelHolds(signer: Signer): Promise<void> {
  const root = await testKey();
  const issuer = issuerOf([signer]);
  const trust = await verifyTrustList(await signedTrustList(trustContent([issuer]), root), { roots: [root.jwk] }, nodePlatform);
  assert.ok(trust.outcome === 'genuine');
  const label = await signedLabel(claimsOf(), issuer, signer);
  assert.equal((await verifyCode(label.code, trust, nodePlatform)).outcome, 'genuine');
  assert.equal((await verifyCredential(label.credential, trust, nodePlatform)).outcome, 'genuine');
}

test('a key in a file: made with mode 600, never written over, signs labels', async () => {
  const path = join(folder, 'issuer.pem');
  makeKeyFile(path);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.throws(() => makeKeyFile(path), { code: 'KEY_EXISTS' });
  await labelHolds(await fileSigner(path));
});

test('a key that others may read, a link, another curve and what is no key are refused', async () => {
  const path = join(folder, 'open.pem');
  makeKeyFile(path);
  chmodSync(path, 0o640);
  await assert.rejects(fileSigner(path), { code: 'KEY_READABLE' });
  chmodSync(path, 0o600);
  symlinkSync(path, join(folder, 'link.pem'));
  await assert.rejects(fileSigner(join(folder, 'link.pem')), { code: 'KEY_UNREADABLE' });
  writeFileSync(join(folder, 'no.pem'), 'no key', { mode: 0o600 });
  await assert.rejects(fileSigner(join(folder, 'no.pem')), { code: 'KEY_UNREADABLE' });
  await assert.rejects(fileSigner(join(folder, 'absent.pem')), { code: 'KEY_UNREADABLE' });
});

const module = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'].find(
  (path) => statSync(path, { throwIfNoEntry: false }),
);
const isThere =
  module !== undefined &&
  spawnSync('pkcs11-tool', ['--version']).error === undefined &&
  spawnSync('softhsm2-util', ['--version']).error === undefined;

test('a key in a PKCS#11 token signs labels, and never leaves it', {
  skip: isThere ? false : 'SoftHSM and OpenSC are not installed',
}, async () => {
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  const config = join(folder, 'softhsm2.conf');
  writeFileSync(config, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = config;
  process.env['IQS_TEST_PIN'] = '123456';
  const run = (program: string, ...args: string[]): void =>
    assert.equal(spawnSync(program, args).status, 0, `${program} ${args.join(' ')}`);
  run('softhsm2-util', '--init-token', '--free', '--label', 'iqs', '--pin', '123456', '--so-pin', '12345678');
  const login = ['--module', module as string, '--token-label', 'iqs', '--login', '--pin', 'env:IQS_TEST_PIN'];
  run('pkcs11-tool', ...login, '--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'issuer', '--id', '01');
  const key = { module: module as string, token: 'iqs', key: 'issuer', pinVariable: 'IQS_TEST_PIN' };
  await labelHolds(await pkcs11Signer(key));
  await assert.rejects(pkcs11Signer({ ...key, key: 'nobody' }), { code: 'PKCS11' });
  process.env['IQS_TEST_PIN'] = '000000';
  await assert.rejects((await pkcs11Signer(key)).sign(new Uint8Array(3)), { code: 'PKCS11' });
});
