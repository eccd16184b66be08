// Versions and suites as testssl.sh finds them on the same server: minutes, for it asks suite by suite.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testssl } from '../../../scans/testssl/testssl.ts';
import { createHost } from '../../create-host.ts';
import { folderFor, loopback } from '../lab-fixture.ts';
import { configurations, missing } from './tls-configurations-fixture.ts';
import { scanLoopback } from './tls-lab-fixture.ts';

const host = createHost();

for (const { what, needs, start } of configurations) {
  test(`${what}: the same versions and suites as testssl.sh`, { skip: missing([...needs, 'testssl']) }, async (context) => {
    const port = await start(context);
    const report = join(folderFor(context), 'report.json');
    const args = ['--quiet', '--color', '0', '--warnings', 'off', '--jsonfile', report, '-p', '-E', `${loopback}:${port}`];
    spawnSync('testssl', args, { stdio: 'ignore', timeout: 1_200_000 });
    const theirs = testssl.read(readFileSync(report, 'utf8'), { host }).tls[0]?.offered;
    const ours = (await scanLoopback(port)).tls[0]?.offered;
    assert.deepEqual(ours?.versions, theirs?.versions);
    assert.deepEqual(ours?.ciphers.toSorted(), theirs?.ciphers.toSorted());
  });
}
