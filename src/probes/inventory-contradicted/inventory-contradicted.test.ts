import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComponentExhibit } from '../../model/exhibits.ts';
import { component, image, inputOf, subjectOf } from '../subject-fixture.ts';
import { inventoryContradicted } from './inventory-contradicted.ts';

const sbom = (...components: ComponentExhibit[]) => subjectOf({ file: 'sbom.json', is: 'sbom' }, { components });
const declared = (name: string, version: string | null): ComponentExhibit => component(name, version, 'sbom');
const ask = (found: ComponentExhibit[], ...subjects: ReturnType<typeof sbom>[]): string => {
  const [answer] = inventoryContradicted.ask(inputOf([image({ components: found }), ...subjects]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('missing, or at another version', () => {
  assert.equal(ask([component('openssl', '1.0.2k')], sbom(declared('zlib', '1.2.11'))), 'yes');
  assert.equal(ask([component('openssl', '1.0.2k')], sbom(declared('openssl', '3.0.1'))), 'yes');
});
test('names and versions are compared without what packagers and tools add', () => {
  assert.equal(ask([component('openssl', '1.0.2k')], sbom(declared('OpenSSL', '1:1.0.2k-1~deb9u1'))), 'no');
  assert.equal(ask([component('linux', '2.6.31', 'kernel')], sbom(declared('linux_kernel', 'v2.6.31'))), 'no');
  assert.equal(ask([component('libcurl', '7.61.0')], sbom(declared('curl', '7.61.0'))), 'no');
  assert.equal(ask([component('libcurl', '7.61.0')], sbom({ ...declared('c', '7.61.0'), purl: 'pkg:generic/libcurl@7.61.0' })), 'no');
  assert.equal(ask([component('openssl', '1.0.2k')], sbom(declared('openssl', null))), 'not-located');
});
test('unknown: nothing recognised, no inventory, none of the maker, no firmware', () => {
  assert.equal(ask([], sbom(declared('openssl', '1'))), 'not-located');
  assert.equal(ask([component('openssl', null)], sbom(declared('openssl', '1'))), 'not-located');
  assert.equal(ask([component('openssl', '1')]), 'absent');
  assert.equal(inventoryContradicted.ask(inputOf([sbom(declared('openssl', '1'))]))[0]?.reason, 'absent');
  const adopted = subjectOf({ file: 's', is: 'sbom', adopted: true }, { components: [declared('openssl', '1')] });
  assert.equal(ask([component('openssl', '1')], adopted), 'absent');
});
test('an inventory that was not read contradicts nothing', () => {
  assert.equal(ask([component('openssl', '1')], sbom()), 'unsupported');
  const half = subjectOf(
    { file: 's', is: 'sbom' },
    { components: [declared('zlib', '1')], problems: [{ code: 'truncated', at: 's', detail: '' }] },
  );
  assert.equal(ask([component('openssl', '1')], half), 'unread');
});
test('the answer rests on both', () => {
  const [answer] = inventoryContradicted.ask(inputOf([image({ components: [component('a', '1')] }), sbom(declared('b', '1'))]));
  assert.deepEqual(answer?.evidence, ['a.bin', 'sbom.json']);
});
