import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import type { Catalogue } from '../model/catalogue.ts';
import type { Part } from '../model/dossier.ts';
import type { Subject } from '../model/probe.ts';
import { probes } from '../probes/probes.generated.ts';
import { account, component, dump, image, inputOf, publicText, service, statementOf, subjectOf } from '../probes/subject-fixture.ts';
import { type Assessing, assessDossier } from './assess-dossier.ts';

let catalogue: Catalogue;
before(async () => {
  catalogue = await loadCatalogue();
});

const digestOf = (file: string): string => file.padEnd(64, '0');
const named = (subject: Subject, file: string, item: Partial<Subject['item']> = {}): Subject => ({
  ...subject,
  item: { ...subject.item, ...item, file },
  sha256: digestOf(file),
});

const record =
  'iqs: record/1\nlaboratory: Lab\nunit: unit 1\ndate: 2027-01-02\nanswers:\n  - probe: open-shell\n    is: no\n    place: every port\n';
const subjects: readonly Subject[] = [
  named(image({ services: [service({})], accounts: [account({ known: 'root' })], components: [component('openssl', '1.0.2k')] }), 'b.bin'),
  named(dump({ services: [service({ protocol: 'ssh', command: 'dropbear' })] }), 'a.bin', { part: 'hub', custody: 'sampled' }),
  named(publicText('disclosure-policy', 'Contact: mailto:a@b.example\nExpires: 2030-01-01T00:00:00Z\n'), 'security.txt'),
  named(publicText('support-statement', 'Security updates until 31 December 2031.\n'), 'support.txt'),
  named(subjectOf({ is: 'test-record' }, {}, record), 'record.yaml', { part: 'hub', custody: 'sampled' }),
];
const parts: readonly Part[] = [
  { id: 'lamp', kind: 'device', name: 'Lamp', versions: [] },
  { id: 'hub', kind: 'hub', name: 'Hub', versions: [{ version: '1', hardware: null }] },
  { id: 'app', kind: 'app', name: 'App', versions: [] },
];
const statements = [
  statementOf('remote-shell', 'none'),
  statementOf('support-until', '2031-12-31'),
  statementOf('support-until', '31 December 2030'),
  { ...statementOf('support-until', '2028-01-01'), adopted: true },
  statementOf('support-until', '2029-02-31'),
].map((statement, index) => ({ ...statement, at: `product.yaml:${index + 8}` }));

function assess(change: Partial<Assessing> = {}, over: { readonly subjects?: readonly Subject[] } = {}): ReturnType<typeof assessDossier> {
  const given = over.subjects ?? subjects;
  return assessDossier({
    engine: 'iqs/0',
    dossier: { product: inputOf([]).product, parts, evidence: given.map(({ item }) => item), statements, endpoints: [], thirdParties: [] },
    subjects: given,
    probes,
    scheme: chooseScheme(catalogue),
    tables: catalogue.tables,
    asOf: '2027-01-15',
    attested: new Set(),
    reproducible: true,
    ...change,
  });
}

test('the order of evidence, statements, parts and probes changes no byte', () => {
  const first = canonicalJson(assess());
  const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...list], { minLength: list.length });
  fc.assert(
    fc.property(
      shuffled(subjects),
      shuffled(subjects),
      shuffled(statements),
      shuffled(parts),
      shuffled(probes),
      (asked, listed, said, of, by) => {
        const dossier = {
          product: inputOf([]).product,
          parts: of,
          evidence: listed.map(({ item }) => item),
          statements: said,
          endpoints: [],
          thirdParties: [],
        };
        assert.equal(canonicalJson(assess({ dossier, probes: by }, { subjects: asked })), first);
      },
    ),
    { numRuns: 40 },
  );
});

test('findings stand once each, and every verdict rests on findings that are there', () => {
  const { findings, parts } = assess();
  const ids = findings.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { verdicts } of parts) for (const { decidedBy } of verdicts) for (const id of decidedBy) assert.ok(ids.includes(id), id);
});

test('sampled evidence and a laboratory record count only when they are attested', () => {
  const levels = (attested: readonly string[]): readonly unknown[] => {
    const { evidence, findings } = assess({ attested: new Set(attested.map(digestOf)) });
    const dumped = findings.filter(({ evidence, basis }) => basis === 'evidence' && evidence.join() === 'a.bin');
    const recorded = findings.find(({ basis, outcome }) => basis === 'record' && outcome === 'no');
    assert.ok(dumped.length > 0 && recorded);
    return [
      evidence.find(({ name }) => name === 'a.bin')?.counted,
      ...new Set(dumped.map(({ assurance, claimed }) => `${assurance}/${claimed}`)),
      `${recorded.assurance}/${recorded.claimed}`,
    ];
  };
  assert.deepEqual(levels([]), ['supplied', 'checked/matched', 'stated/tested']);
  assert.deepEqual(levels(['a.bin']), ['sampled', 'matched/matched', 'stated/tested']);
  assert.deepEqual(levels(['record.yaml']), ['supplied', 'checked/matched', 'tested/tested']);
});

test('the end of support is the earliest day that the maker states, and only a day', () => {
  assert.equal(assess().supportUntil, '2030-12-31');
});

test('a watchdog that fired is said', () => {
  assert.equal(assess({ reproducible: false }).reproducible, false);
});

test('a part without any evidence is not rated, and says what to hand in', () => {
  const { parts: assessed, grade } = assess({}, { subjects: [] });
  assert.ok(assessed.every(({ letter }) => letter === null));
  assert.equal(grade.letter, null);
});
