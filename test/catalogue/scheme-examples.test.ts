import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../../src/adapters/catalogue/read-catalogue.ts';
import { compileScheme } from '../../src/assessment/compile-scheme.ts';
import { asItIs, judgePart } from '../../src/assessment/judge-part.ts';
import { lintScheme } from '../../src/assessment/lint-scheme.ts';
import { findingOf } from '../../src/assessment/scheme-fixture.ts';
import type { Assurance } from '../../src/model/assurance.ts';
import type { Finding, Outcome } from '../../src/model/finding.ts';
import type { Criterion, Example, Scheme } from '../../src/model/scheme.ts';
import { probes } from '../../src/probes/probes.generated.ts';

const { schemes } = readCatalogue(fileURLToPath(new URL('../../catalogue/', import.meta.url)));

test('there is a scheme', () => assert.ok(schemes.some(({ source }) => source.id === 'iqs-2027')));

for (const { source, criteria } of schemes) {
  const { scheme, problems } = compileScheme(source, criteria);

  test(`${source.id}: compiles and lints without a problem`, () => {
    const ids = probes.map((probe) => probe.id);
    assert.deepEqual([...problems, ...lintScheme(scheme, ids)], []);
  });

  for (const criterion of scheme.criteria) {
    for (const example of criterion.examples) {
      test(`${source.id}: ${criterion.id}: ${example.name}`, () => {
        for (const kind of criterion.parts) assert.equal(verdictOf(scheme, criterion, example, kind), example.verdict);
      });
    }
  }
}

function verdictOf(scheme: Scheme, criterion: Criterion, example: Example, kind: Criterion['parts'][number]): string | undefined {
  const asked = JSON.stringify([criterion.rule, criterion.appliesWhen]);
  for (const probe of Object.keys(example.findings)) assert.ok(asked.includes(`"${probe}"`), `the criterion does not ask ${probe}`);
  const findings = Object.entries(example.findings).map(([probe, value]) => exampleFinding(probe, value));
  return judgePart(scheme, kind, findings, asItIs).get(criterion.id)?.verdict;
}

function exampleFinding(probe: string, value: string): Finding {
  const [outcome, assurance] = value.split('@') as [Outcome, Assurance];
  return findingOf(probe, outcome, assurance);
}
