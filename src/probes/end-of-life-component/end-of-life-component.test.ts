import assert from 'node:assert/strict';
import { test } from 'node:test';
import { component, image, inputOf, subjectOf } from '../subject-fixture.ts';
import { endOfLifeComponent } from './end-of-life-component.ts';

const endOfLife = [
  { component: 'openssl', line: '1.0.2', ended: '2019-12-31', source: 's' },
  { component: 'linux', line: '2.6', ended: '2016-03-12', source: 's' },
  { component: 'openssl', line: '3.0', ended: '2027-01-15', source: 's' },
];
const ask = (name: string, version: string | null): string => {
  const [answer] = endOfLifeComponent.ask(inputOf([image({ components: [component(name, version)] })], { endOfLife }));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a line covers its versions by whole parts', () => {
  for (const [name, version] of [
    ['openssl', '1.0.2'],
    ['openssl', '1.0.2k'],
    ['openssl', '1.0.2k-fips'],
    ['linux', '2.6.31'],
    ['linux_kernel', '2.6.31.6'],
    ['OpenSSL', '1:1.0.2u-1'],
  ]) {
    assert.equal(ask(name ?? '', version ?? ''), 'yes', version);
  }
});
test('not another line, nor one that ends today or has no row', () => {
  for (const version of ['1.0.20', '1.1.1', '3.0.1', '11.0.2']) assert.equal(ask('openssl', version), 'no', version);
  assert.equal(ask('zlib', '1.0.2'), 'no');
});
test('unknown: no version, no firmware', () => {
  assert.equal(ask('openssl', null), 'not-located');
  assert.equal(endOfLifeComponent.ask(inputOf([]))[0]?.reason, 'absent');
});
test('an inventory speaks against only', () => {
  const sbom = (version: string) => subjectOf({ file: 'sbom.json', is: 'sbom' }, { components: [component('openssl', version, 'sbom')] });
  const outcomes = (version: string): string[] =>
    endOfLifeComponent.ask(inputOf([sbom(version)], { endOfLife })).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes('1.0.2k'), ['unknown', 'yes']);
  assert.deepEqual(outcomes('3.2.0'), ['unknown']);
});
