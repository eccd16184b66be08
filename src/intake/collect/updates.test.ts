import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Host } from '../../model/host.ts';
import { scanned } from './scanned-fixture.ts';
import { type FixtureEntry, treeOf, unpackedOf } from './tree-fixture.ts';
import { collectUpdates } from './updates.ts';

function updates(files: Readonly<Record<string, FixtureEntry>>): readonly string[] {
  const { unpacked, context } = scanned(treeOf(files), {} as Host);
  return collectUpdates(unpacked, context).map(
    ({ at, kind, signed, algorithm }) => `${kind} ${signed} ${algorithm} ${at.slice(at.indexOf('!') + 1)}`,
  );
}

const feed = 'src/gz base http://downloads.example/base\n';

test('opkg: signed only with the check on and a key', () => {
  assert.deepEqual(updates({ '/etc/opkg.conf': feed }), ['opkg false null /etc/opkg.conf']);
  assert.deepEqual(updates({ '/etc/opkg.conf': `option check_signature 1\n${feed}` }), ['opkg null ed25519 /etc/opkg.conf']);
  assert.deepEqual(updates({ '/etc/opkg.conf': `option check_signature\n${feed}`, '/etc/opkg/keys/b5043e70f9a75cde': 'key' }), [
    'opkg true ed25519 /etc/opkg.conf',
  ]);
  assert.deepEqual(updates({ '/etc/opkg.conf': `#option check_signature\n${feed}`, '/etc/opkg/keys/k': 'key' }), [
    'opkg false null /etc/opkg.conf',
  ]);
  assert.deepEqual(updates({ '/etc/opkg.conf': 'dest root /\n' }), []);
});

test('apt and apk by their keys', () => {
  const deb = 'deb http://deb.example/ stable main\n';
  assert.deepEqual(updates({ '/etc/apt/sources.list': deb, '/usr/share/keyrings/k.gpg': 'x' }), ['apt true openpgp /etc/apt/sources.list']);
  assert.deepEqual(updates({ '/etc/apt/sources.list': 'deb [trusted=yes] http://x/ y z\n', '/usr/share/keyrings/k.gpg': 'x' }), [
    'apt false null /etc/apt/sources.list',
  ]);
  assert.deepEqual(updates({ '/etc/apt/sources.list': '# none\n' }), []);
  assert.deepEqual(updates({ '/etc/apk/repositories': 'https://x\n', '/etc/apk/keys/a.rsa.pub': 'x' }), [
    'apk true rsa /etc/apk/repositories',
  ]);
});

test('frameworks by their settings', () => {
  assert.deepEqual(updates({ '/etc/rauc/system.conf': '[system]\n[keyring]\npath=/etc/rauc/ca.pem\n', '/usr/bin/rauc': '\x7fELF' }), [
    'rauc true x509-cms /etc/rauc/system.conf',
  ]);
  assert.deepEqual(updates({ '/usr/bin/rauc': '\x7fELF\0' }), ['rauc null null /usr/bin/rauc']);
  assert.deepEqual(updates({ '/etc/swupdate.cfg': 'globals : {\n public-key-file = "/etc/k.pem";\n}\n' }), [
    'swupdate true null /etc/swupdate.cfg',
  ]);
  assert.deepEqual(updates({ '/etc/mender/mender.conf': '{"ServerURL":"https://x"}' }), ['mender false null /etc/mender/mender.conf']);
  assert.deepEqual(updates({ '/etc/mender/mender.conf': '{"ArtifactVerifyKey":"/etc/k"}' }), ['mender true null /etc/mender/mender.conf']);
});

test('sysupgrade takes unsigned images unless told not to', () => {
  const tool = 'fwtool_check_signature() {\n  ucert -V "$1"\n}\n';
  assert.deepEqual(updates({ '/sbin/sysupgrade': '#!/bin/sh\n', '/lib/upgrade/fwtool.sh': tool }), [
    'sysupgrade false null /sbin/sysupgrade',
  ]);
  assert.deepEqual(updates({ '/sbin/sysupgrade': '#!/bin/sh\nREQUIRE_IMAGE_SIGNATURE=1\n', '/lib/upgrade/fwtool.sh': tool }), [
    'sysupgrade true ed25519 /sbin/sysupgrade',
  ]);
});

test('scripts that flash', () => {
  const script = (...lines: readonly string[]): readonly string[] => updates({ '/usr/bin/up.sh': `#!/bin/sh\n${lines.join('\n')}\n` });
  assert.deepEqual(script('wget http://x/fw.bin -O /tmp/f', 'mtd -r write /tmp/f firmware'), ['script false null /usr/bin/up.sh:3']);
  assert.deepEqual(script('flashcp /tmp/f /dev/mtd1'), ['script null null /usr/bin/up.sh:2']);
  assert.deepEqual(script('wget https://x/f', 'openssl dgst -sha256 -verify k -signature s f && flashcp f /dev/mtd1'), [
    'script true null /usr/bin/up.sh:3',
  ]);
  assert.deepEqual(script('dd if=/tmp/f of=/dev/mtdblock3 bs=64k'), ['script null null /usr/bin/up.sh:2']);
  assert.deepEqual(script('# flashcp f /dev/mtd1', 'echo mtdwriter'), []);
});

test("a vendor's program by its name, U-Boot's check by its strings", () => {
  assert.deepEqual(updates({ '/usr/sbin/fw_upgrade': '\x7fELF\0', '/usr/bin/notary': '\x7fELF\0' }), [
    'vendor-updater null null /usr/sbin/fw_upgrade',
  ]);
  const { unpacked, context } = scanned(
    unpackedOf([], { '0x0.bin': { content: '\0U-Boot 2020.01 (Jan 01\0rsa,n0-inverse\0', kind: 'boot-loader' } }),
    {} as Host,
  );
  assert.deepEqual(
    collectUpdates(unpacked, context).map(({ kind, signed }) => [kind, signed]),
    [['uboot-fit', null]],
  );
});

test('a key or a check that is only spoken of does not count', () => {
  const script = (...lines: readonly string[]): readonly string[] => updates({ '/usr/bin/up.sh': `#!/bin/sh\n${lines.join('\n')}\n` });
  const fetch = 'wget http://x/f -O /tmp/f';
  assert.deepEqual(script('# openssl dgst -verify k', fetch, 'mtd write /tmp/f firmware'), ['script false null /usr/bin/up.sh:4']);
  assert.deepEqual(script('echo openssl dgst -verify k', fetch, 'mtd write /tmp/f firmware'), ['script null null /usr/bin/up.sh:4']);
  assert.deepEqual(script(fetch, 'echo "\nusign -V x\n"', 'mtd write /tmp/f fw'), ['script null null /usr/bin/up.sh:6']);
  assert.deepEqual(script(fetch, 'cat <<EOF', 'usign -V x', 'EOF', 'mtd write /tmp/f fw'), ['script null null /usr/bin/up.sh:6']);
  assert.deepEqual(script(fetch, 'mtd write /tmp/f fw', 'usign -V -m f -p k'), ['script null null /usr/bin/up.sh:3']);
  assert.deepEqual(script(fetch, 'if ! /usr/bin/usign -V -m f -p k; then exit 1; fi', 'mtd write f fw'), [
    'script true null /usr/bin/up.sh:4',
  ]);
  assert.deepEqual(script(fetch, 'gpg --verify f.sig f || exit', 'flashcp f /dev/mtd1'), ['script true null /usr/bin/up.sh:4']);
  for (const text of ['verbose = true; /* public-key-file = "x" */', '// public-key-file = "x"', '# public-key-file = "x"']) {
    assert.deepEqual(updates({ '/etc/swupdate.cfg': `globals : {\n${text}\n};\n` }), ['swupdate null null /etc/swupdate.cfg'], text);
  }
  assert.deepEqual(updates({ '/etc/mender/mender.conf': '{\n// "ArtifactVerifyKey":"/etc/k"\n}' }), [
    'mender false null /etc/mender/mender.conf',
  ]);
  assert.deepEqual(updates({ '/etc/rauc/system.conf': '[keyring]\n#path=/etc/ca.pem\n[slot]\npath=/x\n' }), [
    'rauc null null /etc/rauc/system.conf',
  ]);
});

test('writing to a flash device is a mechanism, whatever writes', () => {
  const script = (line: string): readonly string[] => updates({ '/usr/bin/up.sh': `#!/bin/sh\nwget http://x/f\n${line}\n` });
  for (const line of [
    'cat /tmp/f > /dev/mtd3',
    'cat /tmp/f >"/dev/mmcblk0p2"',
    'dd if=f of=/dev/mmcblk0p2',
    'gunzip -c f | tee /dev/mtdblock3',
  ]) {
    assert.deepEqual(script(line), ['script false null /usr/bin/up.sh:3'], line);
  }
  for (const line of ['cat /dev/mtd3 > /tmp/f', 'dd if=/dev/zero of=/dev/mtd3', 'mount /dev/mmcblk0p1 /mnt'])
    assert.deepEqual(script(line), [], line);
});
