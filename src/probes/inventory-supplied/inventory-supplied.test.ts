import assert from 'node:assert/strict';
import { test } from 'node:test';
import { component, image, inputOf, subjectOf } from '../subject-fixture.ts';
import { inventorySupplied } from './inventory-supplied.ts';

const sbom = { file: 'sbom.json', is: 'sbom' } as const;
const evidence = [{ name: 'sbom.json', sha256: '', bytes: 9, kind: 'sbom' }] as const;
const components = [component('openssl', '3.0.1', 'sbom')];
const ask = (...subjects: ReturnType<typeof subjectOf>[]): string => {
  const [answer] = inventorySupplied.ask(inputOf(subjects));
  return answer?.reason ?? answer?.outcome ?? '';
};

test("the maker's own inventory", () => assert.equal(ask(subjectOf(sbom, { components })), 'yes'));
test('an inventory of nothing', () => assert.equal(ask(subjectOf(sbom, { evidence })), 'no'));
test('what we wrote, or the maker took over from us, is none', () => {
  assert.equal(ask(subjectOf({ ...sbom, adopted: true }, { components })), 'absent');
  assert.equal(ask(subjectOf(sbom, { components }, '{"metadata":{"tools":[{"name":"iqs"}]}}')), 'absent');
  assert.equal(ask(subjectOf(sbom, { components }, '{"creationInfo":{"creators":["Tool: iqs-0.1.0"]}}')), 'absent');
  assert.equal(ask(), 'absent');
});
test('a form that nobody reads, and what was not read', () => {
  assert.equal(ask(subjectOf(sbom)), 'unsupported');
  assert.equal(ask(subjectOf(sbom, { evidence, problems: [{ code: 'malformed', at: 'sbom.json', detail: '' }] })), 'unread');
  assert.equal(ask(subjectOf(sbom, { evidence, problems: [{ code: 'internal', at: 'sbom.json', detail: '' }] })), 'tool-error');
});
test('an inventory without the version of what the image holds', () => {
  const held = image({ components: [component('openssl', '3.0.1')] });
  assert.equal(ask(subjectOf(sbom, { components: [component('openssl', null, 'sbom')] }), held), 'not-located');
  assert.equal(ask(subjectOf(sbom, { components }), held), 'yes');
});
