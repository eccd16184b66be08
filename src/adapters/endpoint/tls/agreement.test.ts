// Versions, and the suites of each, as sslscan finds them on the same server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { sslscan } from '../../../scans/sslscan/sslscan.ts';
import { createHost } from '../../create-host.ts';
import { loopback } from '../lab-fixture.ts';
import { configurations, everyVersion, missing, ourSuites } from './tls-configurations-fixture.ts';
import { goodName, scanLoopback } from './tls-lab-fixture.ts';

const host = createHost();

type Offer = { readonly versions: readonly string[]; readonly suites: readonly string[] };

/** What sslscan says of one version, or of all. */
function theirs(port: number, only: readonly string[]): Offer {
  const args = [...only, '--xml=-', '--no-colour', '--no-heartbleed', `--sni-name=${goodName}`, `${loopback}:${port}`];
  const { stdout, status } = spawnSync('sslscan', args, { encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, 0, stdout);
  const offered = sslscan.read(stdout, { host }).tls[0]?.offered;
  return { versions: offered?.versions ?? [], suites: (offered?.ciphers ?? []).toSorted() };
}

const flags = new Map([
  ['TLS1.0', '--tls10'],
  ['TLS1.1', '--tls11'],
  ['TLS1.2', '--tls12'],
  ['TLS1.3', '--tls13'],
]);

for (const { what, needs, start } of configurations) {
  describe(what, { skip: missing([...needs, 'sslscan']) }, () => {
    test('the same versions and suites as sslscan', async (context) => {
      const port = await start(context);
      const ours = (await scanLoopback(port)).tls[0]?.offered;
      const whole = theirs(port, []);
      assert.deepEqual(ours?.versions, whole.versions);
      assert.deepEqual(ours?.ciphers.toSorted(), whole.suites);
      for (const { id, name } of everyVersion) {
        const flag = flags.get(name);
        if (flag !== undefined) assert.deepEqual(await ourSuites(port, id), theirs(port, [flag]).suites, name);
      }
    });
  });
}
