import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CollectorContext } from '../../model/collector.ts';
import type { ProblemExhibit } from '../../model/exhibits.ts';
import type { Entry, Unpacked } from '../../model/unpacked.ts';
import { collectSbomComponents } from './sbom-components.ts';

const noted: ProblemExhibit[] = [];
const context = { note: (problem: ProblemExhibit) => noted.push(problem) } as unknown as CollectorContext;
const problemsOf = (unpacked: Unpacked): readonly string[] => {
  noted.length = 0;
  collectSbomComponents(unpacked, context);
  return noted.map(({ code }) => code);
};
const document = (text: string): Unpacked => {
  const bytes = new TextEncoder().encode(text);
  const entry: Entry = {
    at: 'sbom',
    path: 'sbom',
    type: 'file',
    mode: null,
    uid: null,
    gid: null,
    size: bytes.length,
    target: null,
    sha256: null,
    kind: 'text',
    hits: [],
    read: () => bytes,
  };
  return { trees: [], pieces: [entry] };
};
const bom = (components: unknown): Unpacked => document(JSON.stringify({ bomFormat: 'CycloneDX', components }));

test('one entry a declared component, nested ones included, nothing merged', () => {
  const nested = [
    {
      name: 'a',
      version: '1',
      components: [
        { group: 'g', name: 'b' },
        { name: 'a', version: '1', purl: 'pkg:generic/a@1' },
      ],
    },
  ];
  const found = collectSbomComponents(bom(nested), context);
  assert.deepEqual(
    found.map(({ name, version, purl }) => [name, version, purl]),
    [
      ['a', '1', null],
      ['g/b', null, null],
      ['a', '1', 'pkg:generic/a@1'],
    ],
  );
});

test('what is no list of components, and hostile depth, give what there is', () => {
  for (const odd of [null, {}, 'x', [null, 1, 'x', []], undefined])
    assert.deepEqual(
      collectSbomComponents(bom(odd), context).filter(({ name }) => name !== ''),
      [],
    );
  let deep: unknown = [];
  for (let level = 0; level < 2000; level += 1) deep = [{ name: 'n', components: deep }];
  assert.ok(collectSbomComponents(bom(deep), context).length <= 65);
  assert.deepEqual(collectSbomComponents(document('{"bomFormat": "CycloneDX", '), context), []);
});

test('an SBOM in another form is a problem, not an empty inventory', () => {
  for (const text of ['SPDXVersion: SPDX-2.2\n', '{"spdxVersion": "SPDX-2.3"}', '<bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>']) {
    assert.deepEqual(problemsOf(document(text)), ['unsupported']);
  }
  assert.deepEqual(problemsOf(bom([])), []);
  assert.deepEqual(problemsOf(document('just a letter')), []);
});
