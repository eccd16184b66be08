import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedBytes } from '../../credential/cose-sign1.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { fsck } from '../../register/fsck.ts';
import { folderReader } from '../register/folder-reader.ts';
import { registerTools } from '../register/register-tools.ts';
import { type Authority, logSigner } from './authority.ts';
import { readLines } from './authority-fixture.ts';
import { readRegister } from './read-register.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** No number used twice, no entry lost, nothing signed that was not linted: by what lies on the disk. */
export async function checkAfterCrashes(authority: Authority, labels: number): Promise<void> {
  const { folder, register } = authority;
  const serials = readdirSync(join(folder, 'serials')).filter((name) => /^\d+$/.test(name));
  const jobs = serials.map((serial) => readFileSync(join(folder, 'serials', serial), 'utf8'));
  assert.equal(new Set(jobs).size, jobs.length, 'a job with two numbers');
  assert.equal(jobs.length, labels);

  const found = await fsck(folderReader(register), { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, registerTools);
  assert.deepEqual(found.findings, []);
  const issued: Extract<RegisterEntry, { event: 'issued' }>[] = [];
  for await (const entry of readRegister(authority, folderReader(register))) if (entry.event === 'issued') issued.push(entry);
  assert.equal(issued.length, labels);
  assert.equal(new Set(issued.map(({ number }) => number)).size, labels, 'a number used twice');
  for (const { number, credential } of issued) {
    const published = readFileSync(join(authority.publicFolder, 'labels', number, 'credential.jwt'), 'utf8');
    assert.equal(sha256(published), credential, `${number}: published is what was registered`);
  }

  const linted = new Set<string>();
  for (const job of readdirSync(join(folder, 'jobs'))) {
    const path = join(folder, 'jobs', job, 'to-sign.json');
    if (!existsSync(path)) continue;
    const { credential, printedHeader, printedPayload } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    linted.add(sha256(credential as string));
    linted.add(sha256(signedBytes(Buffer.from(printedHeader as string, 'base64url'), Buffer.from(printedPayload as string, 'base64url'))));
  }
  const signed = readLines(join(folder, 'journal'));
  assert.deepEqual(
    signed.filter((digest) => !linted.has(digest)),
    [],
    'signed, and not linted',
  );
  assert.ok(signed.length >= 2 * labels);
}
