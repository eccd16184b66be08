import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComponentExhibit } from '../../model/exhibits.ts';
import type { Host } from '../../model/host.ts';
import type { ComponentSignature, SignatureRule } from '../../model/tables.ts';
import { collectComponents } from './components.ts';
import { scanned } from './scanned-fixture.ts';
import { type FixtureEntry, treeOf, unpackedOf } from './tree-fixture.ts';

const elf = (...strings: readonly string[]): string => `\x7fELF\x01\x01\x01\0\0${strings.join('\0')}\0`;

const signature = (name: string, rule: Partial<SignatureRule>, cpe: string | null = null): ComponentSignature => ({
  name,
  purl: `pkg:generic/${name}`,
  cpe,
  rules: [{ anchors: [], requires: [], patterns: [], paths: [], reach: 256, ...rule }],
});

const signatures = [
  signature('busybox', { anchors: ['BusyBox v'], patterns: ['BusyBox v(?<version>\\d+\\.\\d+(?:\\.\\d+)?)'] }, 'busybox:busybox'),
  signature('daemon', {
    anchors: ['daemon version %s'],
    requires: ['daemon.conf'],
    patterns: ['\\0(?<version>\\d+\\.\\d+)\\0+daemon version %s'],
  }),
  signature('wide', { anchors: ['wide_open'], patterns: ['\\0(?<version>\\d\\.\\d\\d)\\0'], paths: ['libwide'], reach: 65536 }),
];

const host = {} as Host;

function components(files: Readonly<Record<string, FixtureEntry>>): readonly ComponentExhibit[] {
  const { unpacked, context } = scanned(treeOf(files), host, signatures);
  return collectComponents(unpacked, context);
}

const brief = (files: Readonly<Record<string, FixtureEntry>>): readonly string[] =>
  components(files).map(({ name, version, at, method }) => `${name} ${version} ${at.slice(at.indexOf('!') + 1)} ${method}`);

test('a signature in a program tells name, version, purl and cpe', () => {
  assert.deepEqual(components({ '/bin/busybox': elf('x', 'BusyBox v1.22.1 (2016-12-01)', 'BusyBox v1.22.1') }), [
    {
      name: 'busybox',
      version: '1.22.1',
      release: null,
      purl: 'pkg:generic/busybox@1.22.1',
      cpe: 'cpe:2.3:a:busybox:busybox:1.22.1:*:*:*:*:*:*:*',
      at: 'root.squashfs!/bin/busybox',
      method: 'signature',
    },
  ]);
});

test('prose and scripts that mention software are not that software', () => {
  assert.deepEqual(brief({ '/etc/motd': 'BusyBox v1.22.1 built-in shell', '/bin/x': '#!/bin/sh\necho BusyBox v1.22.1\n' }), []);
});

test('a version beside its format string counts only with what the rule requires', () => {
  assert.deepEqual(brief({ '/sbin/d': elf('1.2', '9.9', 'daemon version %s', '3.3', 'daemon.conf') }), ['daemon 9.9 /sbin/d signature']);
  assert.deepEqual(brief({ '/sbin/d': elf('9.9', 'daemon version %s') }), []);
});

test('a far version is believed only where it is the only one and the path agrees', () => {
  const far = 'x'.repeat(5000);
  assert.deepEqual(brief({ '/lib/libwide.so': elf('wide_open', far, '2.14', '2.14') }), ['wide 2.14 /lib/libwide.so signature']);
  assert.deepEqual(brief({ '/lib/libwide.so': elf('wide_open', far, '2.14', '2.15') }), []);
  assert.deepEqual(brief({ '/lib/other.so': elf('wide_open', far, '2.14') }), []);
});

test('C libraries by file name, but not interface numbers or links', () => {
  const files = {
    '/lib/libuClibc-0.9.30.1.so': elf('a'),
    '/lib/ld-uClibc-1.0.14.so': elf('b'),
    '/lib/libc-2.16.so': elf('c'),
    '/lib/libcrypto.so.1.0.0': elf('d'),
    '/lib/libc-2.17.so': { target: 'libc-2.16.so' },
  };
  assert.deepEqual(brief(files), [
    'uclibc-ng 1.0.14 /lib/ld-uClibc-1.0.14.so library-name',
    'glibc 2.16 /lib/libc-2.16.so library-name',
    'uclibc 0.9.30.1 /lib/libuClibc-0.9.30.1.so library-name',
  ]);
});

test('kernel: folder of modules, else vermagic; release apart', () => {
  const [byFolder] = components({ '/lib/modules/6.1.0-50-marvell/a.ko': elf('vermagic=6.1.0-50-marvell mod_unload ') });
  assert.deepEqual(
    [byFolder?.version, byFolder?.release, byFolder?.cpe],
    ['6.1.0', '50-marvell', 'cpe:2.3:o:linux:linux_kernel:6.1.0:*:*:*:*:*:*:*'],
  );
  assert.deepEqual(
    brief({ '/lib/modules/a.ko': elf('vermagic=2.6.33.2 MIPS32 '), '/lib/modules/b.ko': elf('vermagic=2.6.33.2 MIPS32 ') }),
    ['linux 2.6.33.2 /lib/modules/a.ko kernel'],
  );
});

test('kernel: the banner in a raw piece', () => {
  const pieces = {
    '0x50000.bin': { content: '\0\0Linux version 2.6.31--LSDK-9.2 (a@b) (gcc version 4.3.3)\0Linux version %s (', kind: 'kernel' as const },
  };
  const { unpacked, context } = scanned(unpackedOf([], pieces), host);
  assert.deepEqual(
    collectComponents(unpacked, context).map(({ name, version, release, at }) => [name, version, release, at]),
    [['linux', '2.6.31', '-LSDK-9.2', '0x50000.bin']],
  );
});

test('opkg: status before control files, installed only, snapshots have no version', () => {
  const status =
    'Package: busybox\nVersion: 1.19.4-6\nStatus: install user installed\n\nPackage: gone\nVersion: 1-1\nStatus: deinstall ok not-installed\n\n' +
    'Package: netifd\nVersion: 2012-08-06-0d6c4a\nStatus: install ok installed\n';
  const files = { '/usr/lib/opkg/status': status, '/usr/lib/opkg/info/x.control': 'Package: x\nVersion: 9\n' };
  assert.deepEqual(
    components(files).map(({ name, version, release, purl, cpe }) => [name, version, release, purl, cpe]),
    [
      ['busybox', '1.19.4', '6', 'pkg:generic/busybox@1.19.4-6', 'cpe:2.3:a:busybox:busybox:1.19.4:*:*:*:*:*:*:*'],
      ['netifd', null, '2012-08-06-0d6c4a', 'pkg:generic/netifd@2012-08-06-0d6c4a', null],
    ],
  );
  assert.deepEqual(brief({ '/usr/lib/opkg/info/x.control': 'Package: x\nVersion: 9\n' }), [
    'x 9 /usr/lib/opkg/info/x.control package-database',
  ]);
});

test('dpkg and apk: epoch, revision, purl', () => {
  const dpkg = 'Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.2.13.dfsg-1\nDescription: x\n more: text\n';
  assert.deepEqual(
    components({ '/var/lib/dpkg/status': dpkg, '/lib/apk/db/installed': 'C:Q1x=\nP:musl\nV:1.2.3-r4\n\nP:tool\nV:20\n' }).map((c) => [
      c.name,
      c.version,
      c.release,
      c.purl,
    ]),
    [
      ['zlib1g', '1.2.13.dfsg', '1', 'pkg:deb/debian/zlib1g@1%3A1.2.13.dfsg-1'],
      ['musl', '1.2.3', 'r4', 'pkg:apk/alpine/musl@1.2.3-r4'],
      ['tool', '20', null, 'pkg:apk/alpine/tool@20'],
    ],
  );
});

test('the package note of an ELF file', () => {
  const note = '{"type":"rpm","name":"dhcpcd","version":"9.4.1-3.fc37","architecture":"x86_64"}';
  assert.deepEqual(brief({ '/sbin/a': elf(note), '/sbin/b': elf('{"type":"rpm","name":17}') }), ['dhcpcd 9.4.1 /sbin/a package-database']);
});

test('a damaged file yields nothing and stops nothing', () => {
  const { unpacked, context } = scanned(treeOf({ '/a': elf('BusyBox v1.0.0'), '/b': elf('BusyBox v1.0.0') }), host, signatures);
  const [tree] = unpacked.trees;
  const broken = treeOf({ '/a': { damaged: true, content: 'x' } }).trees[0]?.entries[0]?.read;
  const entries = (tree?.entries ?? []).map((entry) => (entry.path === '/a' && broken ? { ...entry, read: broken } : entry));
  assert.ok(tree);
  assert.deepEqual(
    collectComponents({ trees: [{ ...tree, entries }], pieces: [] }, context).map(({ at }) => at),
    ['root.squashfs!/b'],
  );
});
