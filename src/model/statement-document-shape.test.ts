import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { componentStatementSchema } from '../adapters/dossier/component-statement-schema.ts';
import { documentOf } from '../credential/verify/issuer-fixture.ts';
import { statementDocumentShape } from './statement-document-shape.ts';
import { statementFault } from './statement-fault.ts';

/** Whether the reader of credentials takes it, and whether the reader of files does (with a status, which a credential has not). */
function both(document: unknown): readonly [boolean, boolean] {
  const isTaken = statementDocumentShape(document) === null;
  const file = { ...(document as object), iqs: 'component-statement/1', status: { is: 'in-force', asOf: '2027-03-02' } };
  const parsed = componentStatementSchema.safeParse(file);
  return [isTaken, parsed.success && statementFault(parsed.data) === null];
}

const odd = fc.constantFrom<unknown>(
  '',
  'a',
  'A b',
  'a\nb',
  'a\u2028b',
  'a\u202eb',
  'a-b',
  '-a',
  'x'.repeat(81),
  'x'.repeat(301),
  '2027-02-30',
  '2027-03-01',
  '2029-01-01',
  'psa',
  'tested',
  'iqs',
  null,
  0,
  true,
  [],
  {},
  ['a'],
  ['a', 'a'],
  Array.from({ length: 201 }, (_, index) => `c${index}`),
);

test('law: credentials and files are read alike, however one member of a statement is changed', () => {
  const places: readonly (readonly (string | number)[])[] = [
    ...Object.keys(documentOf()).map((key) => [key]),
    ...['name', 'maker', 'versions'].map((key) => ['component', key]),
    ...['scheme', 'vintage', 'criteria'].map((key) => ['satisfies', 0, key]),
    ...['id', 'words', 'check'].map((key) => ['conditions', 0, key]),
    ...['probe', 'is'].map((key) => ['conditions', 1, 'check', key]),
    ...['version', 'hardware'].map((key) => ['component', 'versions', 0, key]),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, (place, value) => {
      const document = structuredClone(documentOf()) as unknown as Record<string | number, unknown>;
      let at = document;
      for (const key of place.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
      at[place.at(-1) as string] = value;
      const [credential, file] = both(document);
      assert.equal(credential, file, JSON.stringify([place, value]));
    }),
    { numRuns: 2000 },
  );
});

test('a member too many, or one too few, is refused', () => {
  assert.deepEqual(both(documentOf()), [true, true]);
  assert.deepEqual(both({ ...documentOf(), letter: 'A' }), [false, false]);
  const { level: _, ...less } = documentOf();
  assert.deepEqual(both(less), [false, false]);
});
