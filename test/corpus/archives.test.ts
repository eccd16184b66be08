// A second opinion on real evidence: tar, cpio and unzip must find the same files with the same contents. Skipped, visibly, where one is missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';

const corpus = '../shared/corpus';
const inspect = (await localInspectors()).inspect;

/** Regular files and their digests, by path inside the container at `at`. */
function ours(path: string, at: RegExp): ReadonlyMap<string, string> {
  const { files } = inspect({ name: 'x', content: new Uint8Array(readFileSync(path)) }, { files: true });
  const own = (files ?? []).filter((file) => file.type === 'file' && at.test(file.at));
  return new Map(own.map((file) => [file.at.replace(at, ''), file.sha256 ?? '']));
}

function theirs(root: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) digests.set(path.slice(root.length), createHash('sha256').update(readFileSync(path)).digest('hex'));
    }
  };
  visit(root);
  return digests;
}

/** Unpacks with another program into a scratch folder, and compares. */
function compare(t: TestContext, tool: string, path: string, at: RegExp, extract: (folder: string) => ReturnType<typeof spawnSync>): void {
  if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
  if (spawnSync(tool, ['--version']).error) return t.skip(`${tool} is not here`);
  const folder = mkdtempSync(join(tmpdir(), 'iqs-archives-'));
  try {
    extract(folder);
    assert.deepEqual(Object.fromEntries(ours(path, at)), Object.fromEntries(theirs(folder)));
  } finally {
    spawnSync('chmod', ['-R', 'u+rwX', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

const tarballs = existsSync(join(corpus, 'rootfs'))
  ? readdirSync(join(corpus, 'rootfs')).filter((name) => name.endsWith('.tar.gz'))
  : ['no tarball'];
for (const name of tarballs) {
  test(`tar agrees on ${name}`, (t) => {
    const path = join(corpus, 'rootfs', name);
    compare(t, 'tar', path, /^x!\/[^!]*(?:!)(?=\/)|^x!(?=\/)/, (folder) => spawnSync('tar', ['-xzf', path, '-C', folder]));
  });
}

test('cpio agrees on the initial file system of a real installer', (t) => {
  const path = join(corpus, 'firmware/debian12_dlink_dns-320_netboot.img');
  compare(t, 'cpio', path, /^.*ramdisk![^!]*!(?=\/)/, (folder) => {
    const image = readFileSync(path);
    const archive = gunzipSync(image.subarray(image.lastIndexOf(Buffer.from([0x1f, 0x8b, 0x08, 0x00]))));
    return spawnSync('cpio', ['-id', '--quiet', '--no-absolute-filenames'], { cwd: folder, input: archive });
  });
});

for (const name of ['dlink_DIR-815_FW_1.01.zip', 'tplink_TL-WR940N_V4_160617.zip']) {
  test(`unzip agrees on ${name}`, (t) => {
    const path = join(corpus, 'firmware', name);
    compare(t, 'unzip', path, /^x!(?=\/[^!]*$)/, (folder) => spawnSync('unzip', ['-q', path, '-d', folder]));
  });
}
