// The small tables of the hot path against what the platform and plain maps say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../foundation/instant.ts';
import { ipText } from '../../foundation/ip-text.ts';
import { addressScope } from './address-scope.ts';
import { AddressTable } from './address-table.ts';
import { Flow } from './flow.ts';
import { FlowTable } from './flow-table.ts';
import { linkOf } from './link-layer.ts';
import { vendorTable } from './vendor-table.ts';

test('instants are what the platform says, to the microsecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_007_199_254_739 }), fc.nat(999), (millis, micros) => {
      assert.equal(instant(millis * 1000 + micros), new Date(millis).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`));
    }),
    { numRuns: 2000 },
  );
});

const bytesOf = (groups: readonly number[]): Uint8Array => Uint8Array.from(groups.flatMap((each) => [each >> 8, each & 255]));
const group = fc.oneof(fc.constant(0), fc.constant(0xffff), fc.nat(0xffff));

test('addresses are written as the platform normalises them (RFC 5952)', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const text = ipText(bytesOf(groups));
      const isMapped = groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff;
      if (isMapped) return;
      assert.ok(isIPv6(text), text);
      const url = new URL(`http://[${groups.map((each) => each.toString(16)).join(':')}]`).hostname.slice(1, -1);
      assert.equal(text, url);
    }),
    { numRuns: 1000 },
  );
});

test('scopes agree with the registries of special addresses', () => {
  const local = new BlockList();
  for (const [net, bits] of [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['100.64.0.0', 10],
  ] as const)
    local.addSubnet(net, bits);
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const value = text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
      const scope = addressScope(new Uint32Array([0, 0, 0xffff, value]));
      if (local.check(text)) assert.equal(scope, 'local', text);
      else assert.notEqual(scope, 'local', text);
    }),
    { numRuns: 2000 },
  );
  const six = (first: number): string => addressScope(new Uint32Array([first, 0, 0, 5]));
  assert.deepEqual([six(0xfe800000), six(0xfd001234), six(0xff020000), six(0x20010db8)], ['local', 'local', 'multicast', 'remote']);
});

test('the table of addresses gives one id to one address', () => {
  fc.assert(
    fc.property(fc.array(fc.array(group, { minLength: 8, maxLength: 8 }), { maxLength: 300 }), (all) => {
      const table = new AddressTable();
      const ids = new Map<string, number>();
      for (const groups of all) {
        const bytes = bytesOf(groups);
        const id = table.ip6(new DataView(bytes.buffer), 0);
        const text = ipText(bytesOf(groups));
        assert.equal(id, ids.get(text) ?? ids.size);
        ids.set(text, id);
        assert.equal(table.text(id), text);
      }
    }),
    { numRuns: 50 },
  );
});

test('the table of flows finds what was put in, from either end, and nothing else', () => {
  const end = fc.tuple(fc.nat(40), fc.integer({ min: 0, max: 65_535 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end, fc.constantFrom(6, 17)), { maxLength: 400 }), (all) => {
      const table = new FlowTable();
      const model = new Map<string, Flow>();
      const key = (a: readonly number[], b: readonly number[], transport: number): string =>
        `${[a.join(), b.join()].sort().join(' ')} ${transport}`;
      for (const [a, b, transport] of all) {
        assert.equal(table.find(a[0], b[0], a[1], b[1], transport), model.get(key(a, b, transport)));
        assert.equal(table.find(b[0], a[0], b[1], a[1], transport), model.get(key(a, b, transport)));
        const flow = new Flow(a[0], b[0], a[1], b[1], transport, 1, 1);
        table.add(flow);
        model.set(key(a, b, transport), flow);
      }
      for (const [a, b, transport] of all) assert.equal(table.find(b[0], a[0], b[1], a[1], transport), model.get(key(a, b, transport)));
    }),
    { numRuns: 60 },
  );
});

test('vendors: the longest prefix, and none for an address that somebody made up', () => {
  const vendorOf = vendorTable('# header\nAlpha\taabbcc,001122\nBeta\t0011223\n');
  assert.deepEqual(['00:11:22:99:00:00', '00:11:22:3f:00:00', 'aa:bb:cc:00:00:00', '00:00:99:00:00:00'].map(vendorOf), [
    'Alpha',
    'Beta',
    null,
    null,
  ]);
});

test('vendors are the same whether few are asked for or many', () => {
  const table = readFileSync('catalogue/tables/vendors.tsv', 'utf8');
  const prefixes = table
    .split('\n')
    .filter((_, line) => line % 150 === 9)
    .flatMap((line) => line.split('\t')[1]?.split(',')[0] ?? []);
  const macs = prefixes.map((prefix) => prefix.padEnd(12, '7').replace(/(..)(?=.)/g, '$1:'));
  const many = vendorTable(table);
  const answers = macs.map(many);
  assert.deepEqual(
    macs.map((mac) => vendorTable(table)(mac)),
    answers,
  );
  assert.ok(answers.filter((owner) => owner !== null).length > 50);
});

test('links nobody decodes have a name all the same', () => {
  assert.equal(linkOf(195).name, 'ieee802.15.4');
  assert.equal(linkOf(4711).name, 'link-type-4711');
});
