// Real images, cut off and altered at random (npm run test:long): every answer is an answer, no byte is lost, no defect of ours shows.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';
import { randomNumbers } from '../../src/foundation/random-numbers-fixture.ts';

const images = [
  'ipcam_spycam_8MB.bin',
  'xiaomi_dafang_5.5.1.391_rootfs.sqfs',
  'dlink_DIR-815_FW_1.01.zip',
  'trendnet_TEW-632BRPA1_110B32.bin',
  'openwrt-10.03.1-brcm-2.4-squashfs.trx',
  'debian12_dlink_dns-320_netboot.img',
];
const rounds = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 40);
const inspect = (await localInspectors()).inspect;

for (const name of images) {
  test(`${name}, altered ${rounds} times`, (t) => {
    const path = join('../shared/corpus/firmware', name);
    if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
    const image = new Uint8Array(readFileSync(path));
    const next = randomNumbers(image.length);
    for (let round = 0; round < rounds; round += 1) {
      const altered = round % 4 === 0 ? image.slice(0, next(image.length)) : image.slice();
      for (let times = 0; times < 20; times += 1) altered[next(altered.length)] = next(256);
      const { coverage, problems } = inspect({ name, content: altered });
      assert.equal(coverage.identified + coverage.opaque + coverage.unread, altered.length);
      assert.deepEqual(
        problems.filter((problem) => problem.code === 'internal'),
        [],
      );
    }
  });
}
