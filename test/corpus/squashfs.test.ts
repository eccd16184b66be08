import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createHost } from '../../src/adapters/create-host.ts';
import { squashfs } from '../../src/formats/squashfs/squashfs.ts';
import { Budget } from '../../src/foundation/budget.ts';

/** Where real images lie, and who else has read them: unsquashfs where it can, else a tree that another reader unpacked. */
type Image = {
  readonly file: string;
  readonly zipped?: string;
  readonly offset: number;
  readonly unpacked?: string;
  readonly files?: number;
};

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const images: readonly Image[] = [
  { file: 'fact_sqfs4_gzip.sqfs', offset: 0 },
  { file: 'fact_sqfs4_lz4.sqfs', offset: 0 },
  { file: 'fact_sqfs4_lzma.sqfs', offset: 0 },
  { file: 'fact_sqfs4_lzo.sqfs', offset: 0 },
  { file: 'fact_sqfs4_xz.sqfs', offset: 0 },
  { file: 'fact_sqfs4_zstd.sqfs', offset: 0 },
  { file: 'fact_zlib_le.sqfs3', offset: 0 },
  { file: 'fact_lzma_le.sqfs2', offset: 0, files: 3 },
  { file: 'fact_lzma1_be.sqfs3', offset: 0, files: 3 },
  { file: 'fact_avm_be.sqfs4', offset: 0, files: 3 },
  { file: 'xiaomi_dafang_5.5.1.391_rootfs.sqfs', offset: 0 },
  { file: 'xiaofang_5.6.2.182_driver.sqfs', offset: 0 },
  { file: 'ipcam_spycam_8MB.bin', offset: 2883584 },
  { file: 'librarybox_TL-MR3020_factory.bin', offset: 970956 },
  { file: 'openwrt-10.03.1-brcm-2.4-squashfs.trx', offset: 513024, files: 609 },
  { file: 'trendnet_TEW-632BRPA1_110B32.bin', offset: 1048576, files: 414 },
  { file: 'dlink_DIR-815_FW_1.01.zip', zipped: 'dir815_FW_101/*.bin', offset: 983180, unpacked: 'rootfs/dlink-dir815.tar.gz' },
  { file: 'tplink_TL-WR940N_V4_160617.zip', zipped: 'wr940nv4*.bin', offset: 1180160, unpacked: 'rootfs/tplink-wr940n.tar.gz' },
];
const host = createHost();

for (const image of images) {
  test(`${image.file} at ${image.offset}: every file as others read it`, (t) => {
    const path = join(corpus, 'firmware', image.file);
    if (!existsSync(path)) return t.skip('the corpus is not here');
    const folder = mkdtempSync(join(tmpdir(), 'squashfs-'));
    try {
      const bytes = load(path, image);
      if (bytes === undefined) return t.skip('no 7z here');
      const mine = digests(bytes);
      if (image.files !== undefined) {
        assert.equal(mine.size, image.files);
        return;
      }
      const theirs = others(bytes, image, folder);
      if (theirs === undefined) return t.skip('no unsquashfs here');
      assert.ok(theirs.size > 0);
      assert.deepEqual(mine, theirs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

function load(path: string, image: Image): Uint8Array | undefined {
  if (image.zipped === undefined) return readFileSync(path).subarray(image.offset);
  const out = spawnSync('7z', ['e', '-so', path, image.zipped], { maxBuffer: 2 ** 28 });
  return out.error === undefined ? out.stdout.subarray(image.offset) : undefined;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sorted = (entries: readonly (readonly [string, string])[]): Map<string, string> =>
  new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

function digests(bytes: Uint8Array): Map<string, string> {
  assert.equal(squashfs.recognise(bytes, 0), 'certain');
  const opened = squashfs.open(bytes, { host, budget: new Budget() });
  assert.deepEqual(opened.troubles, []);
  const files = opened.members.filter(({ type }) => type === 'file');
  return sorted(files.map((file) => [file.path.slice(1), sha256(file.read())]));
}

function others(bytes: Uint8Array, image: Image, folder: string): Map<string, string> | undefined {
  const tree = join(folder, 'tree');
  if (image.unpacked !== undefined) {
    mkdirSync(tree);
    execFileSync('tar', ['-xzf', join(corpus, image.unpacked), '-C', tree]);
  } else {
    if (spawnSync('unsquashfs', ['-v']).error !== undefined) return undefined;
    writeFileSync(join(folder, 'image'), bytes);
    spawnSync('unsquashfs', ['-quiet', '-no-progress', '-no-xattrs', '-dest', tree, join(folder, 'image')]);
  }
  return sorted(filesIn(tree).map((at) => [relative(tree, at), sha256(readFileSync(at))]));
}

/** Regular files below a folder. By hand, for Node's recursive listing follows links, and these lead out of the tree. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(at) : entry.isFile() ? [at] : [];
  });
}
