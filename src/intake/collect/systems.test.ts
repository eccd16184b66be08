import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CollectorContext } from '../../model/collector.ts';
import { namedSystem } from './systems/named-system.ts';
import { collectSystems } from './systems.ts';
import { treeOf, unpackedOf } from './tree-fixture.ts';

const context = { needles: ['U-Boot ', 'Linux version '] } as unknown as CollectorContext;

/** The first 20 bytes of an ELF header and a tail of zeros. */
function elf(machine: number, little = true, bits: 32 | 64 = 32): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, bits / 32, little ? 1 : 2, 1]);
  new DataView(bytes.buffer).setUint16(18, machine, little);
  return bytes;
}

const text = (value: string): Uint8Array => Uint8Array.from(value, (character) => character.charCodeAt(0));

test('a root file system: distribution, kernel by its modules, machine by its programs', () => {
  const [system, ...rest] = collectSystems(
    treeOf({
      '/etc/openwrt_release': 'DISTRIB_ID="OpenWrt"\nDISTRIB_RELEASE="10.03.1"\n',
      '/lib/modules/2.4.37.9/x.o': elf(8),
      '/bin/busybox': elf(8),
      '/bin/other': elf(8),
      '/lib/firmware/dsp.bin': elf(40),
    }),
    context,
  );
  assert.deepEqual(rest, []);
  assert.deepEqual(system, {
    at: 'root.squashfs',
    family: 'linux',
    distribution: 'openwrt',
    version: '10.03.1',
    kernel: '2.4.37.9',
    architecture: 'mips',
    endianness: 'little',
    bits: 32,
  });
});

const distributions: readonly (readonly [file: string, content: string, distribution: string, version: string | null])[] = [
  ['/etc/os-release', 'NAME=Buildroot\nVERSION=2019.02\nID=buildroot\nVERSION_ID=2019.02\n', 'buildroot', '2019.02'],
  ['/usr/lib/os-release', "ID='alpine'\nVERSION_ID=3.18.4\n", 'alpine', '3.18.4'],
  ['/etc/openwrt_version', '21.02.3\n', 'openwrt', '21.02.3'],
  ['/etc/lsb-release', 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=20.04\n', 'ubuntu', '20.04'],
  ['/etc/debian_version', '12.5\n', 'debian', '12.5'],
  ['/etc/br-version', '2016.11\n', 'buildroot', '2016.11'],
  ['/etc/issue', 'Welcome to Buildroot\n', 'buildroot', null],
  ['/etc/issue', 'Debian GNU/Linux 9 \\n \\l\n', 'debian', '9'],
];

for (const [file, content, distribution, version] of distributions) {
  test(`distribution by ${file}: ${distribution}`, () => {
    const [system] = collectSystems(treeOf({ [file]: content, '/bin/sh': elf(40) }), context);
    assert.deepEqual([system?.distribution, system?.version], [distribution, version]);
  });
}

const machines: readonly (readonly [Uint8Array, string])[] = [
  [elf(8, false), 'mips/big/32'],
  [elf(40), 'arm/little/32'],
  [elf(183, true, 64), 'aarch64/little/64'],
  [elf(3), 'x86/little/32'],
  [elf(62, true, 64), 'x86_64/little/64'],
  [elf(20, false), 'powerpc/big/32'],
  [elf(243, true, 64), 'riscv/little/64'],
];

for (const [program, expected] of machines) {
  test(`machine ${expected}`, () => {
    const [system] = collectSystems(treeOf({ '/etc/': '', '/bin/a': program, '/bin/b': program, '/bin/odd': elf(4, false) }), context);
    assert.equal([system?.architecture, system?.endianness, system?.bits].join('/'), expected);
  });
}

test('a kernel elsewhere in the evidence names the version; two different ones name none', () => {
  const files = { '/etc/': '', '/bin/sh': elf(8), '/lib/modules/2.6.15/x.ko': elf(8), '/lib/modules/2.6.31/x.ko': elf(8) };
  const banner = text('\0Linux version 2.6.31-LSDK (root@x) (gcc)\0');
  const unpacked = unpackedOf([['t', files]], { kernel: banner });
  const pieces = unpacked.pieces.map((piece) => ({ ...piece, hits: [{ needle: 1, offset: 1 }] }));
  assert.equal(collectSystems({ ...unpacked, pieces }, context)[0]?.kernel, '2.6.31-LSDK');
  assert.equal(collectSystems(unpacked, context)[0]?.kernel, null);
});

test('the kernel by vermagic where no folder says it', () => {
  const module = new Uint8Array(256);
  module.set(elf(8));
  module.set(text('vermagic=2.6.33.2 mod_unload MIPS32_R2 32BIT \0'), 100);
  assert.equal(collectSystems(treeOf({ '/etc/': '', '/lib/modules/a.ko': module }), context)[0]?.kernel, '2.6.33.2');
});

test('a partition of programs without a root', () => {
  const found = collectSystems(treeOf({ '/app': elf(8), '/libx.so': elf(8), '/run.sh': '#!/bin/sh\n' }, 'app.jffs2'), context);
  assert.deepEqual(
    found.map(({ at, family, architecture }) => [at, family, architecture]),
    [['app.jffs2', 'linux', 'mips']],
  );
  assert.deepEqual(collectSystems(treeOf({ '/readme.txt': 'x' }), context), []);
});

test('uClinux by its flat executables', () => {
  const [system] = collectSystems(treeOf({ '/etc/': '', '/bin/init': { content: text('bFLT\0\0\0\x04\0\0'), kind: 'data' } }), context);
  assert.equal(system?.family, 'uclinux');
});

const banners: readonly (readonly [string, string, string | null])[] = [
  ['VxWorks5.5.1\0WIND version 2.6\0', 'vxworks', '5.5.1'],
  ['FreeRTOS Kernel V10.4.3\0', 'freertos', '10.4.3'],
  ['*** Booting Zephyr OS build zephyr-v2.4.0-12-g00d7f2cf  ***\0', 'zephyr', '2.4.0-12-g00d7f2cf'],
  ['Copyright (c) Express Logic Inc. * ThreadX MIPS32_M4Kx/Green Hills Version G5.4.5.4 *\0', 'threadx', '5.4.5.4'],
  ['ESP-IDF v4.4.1\0FreeRTOS Kernel V10.2.1', 'esp-idf', '4.4.1'],
  ['Starting Contiki-NG-4.4\0', 'contiki', '4.4'],
];

for (const [banner, family, version] of banners) {
  test(`a piece that names ${family}`, () => {
    const [system] = collectSystems(unpackedOf([], { flash: { content: text(`\x01\x02${banner}`), kind: 'data' } }), context);
    assert.deepEqual([system?.family, system?.version, system?.at], [family, version, 'flash']);
  });
}

test('prose about a system is none, and any bytes are survived', () => {
  assert.equal(namedSystem(text('runs best with Linux version control; VxWorks is fine too')), null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...banners), (noise, [banner]) => {
      namedSystem(new Uint8Array([...noise, ...text(banner).subarray(0, noise.length)]));
    }),
    { numRuns: 300 },
  );
});
