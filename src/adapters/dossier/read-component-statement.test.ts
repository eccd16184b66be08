import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { UserError } from '../../foundation/user-error.ts';
import { readComponentStatement } from './read-component-statement.ts';

const good = readFileSync(new URL('./statements/chip.yaml', import.meta.url), 'utf8');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function refusal(text: string | Uint8Array): readonly [code: string, where: string] {
  try {
    readComponentStatement(typeof text === 'string' ? bytes(text) : text, 'chip.yaml');
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return [error.code, error.where];
  }
  return ['accepted', ''];
}

test('a good statement and its defaults', () => {
  const { component, claims, conditions, status } = readComponentStatement(bytes(good), 'chip.yaml');
  assert.deepEqual(component.versions, [
    { version: '3.1', hardware: 'rev B' },
    { version: '3.2', hardware: null },
  ]);
  assert.deepEqual(claims, []);
  assert.deepEqual(conditions[1]?.check, { probe: 'remote-shell-at-boot', is: 'no' });
  assert.deepEqual(status, { is: 'in-force', asOf: '2026-11-01' });
});

test('the same as JSON', () => {
  const json = JSON.stringify(parse(good), undefined, 2);
  assert.deepEqual(readComponentStatement(bytes(json), 'chip.json'), readComponentStatement(bytes(good), 'chip.yaml'));
});

const refused: readonly (readonly [name: string, from: string | RegExp, to: string, code: string, where: string])[] = [
  ['no YAML', 'status: {', 'status: {{', 'STATEMENT_YAML', 'chip.yaml:26:1'],
  ['an alias', 'level: connectivity', 'level: &a connectivity\nclaims: [*a]', 'STATEMENT_YAML', 'chip.yaml:5:10'],
  ['a key twice', 'source: iqs', 'source: iqs\nsource: iqs', 'STATEMENT_YAML', 'chip.yaml:4:1'],
  ['a bare no', 'is: "no"', 'is: no', 'STATEMENT_AMBIGUOUS', 'chip.yaml:22:47'],
  ['a bare date', 'until: "2028-02-29"', 'until: 2028-02-29', 'STATEMENT_AMBIGUOUS', 'chip.yaml:24:8'],
  ['a version that is a number', '"3.2"', '3.2', 'STATEMENT_SHAPE', 'chip.yaml:11:16'],
  ['an unknown key', 'level: connectivity', 'level: connectivity\nletter: A', 'STATEMENT_SHAPE', 'chip.yaml:5:9'],
  ['an unknown source', 'source: iqs', 'source: fips', 'STATEMENT_SHAPE', 'chip.yaml:3:9'],
  ['an unknown status', 'is: in-force', 'is: fine', 'STATEMENT_SHAPE', 'chip.yaml:25:15'],
  ['no status', /status: .*\n/, '', 'STATEMENT_SHAPE', 'chip.yaml:1:1'],
  ['no conditions said', /conditions:\n(?: {2}.*\n)+/, '', 'STATEMENT_SHAPE', 'chip.yaml:1:1'],
  ['a check left out', '    check: null\n', '', 'STATEMENT_SHAPE', 'chip.yaml:17:5'],
  ['no versions', /versions:\n(?: {4,}.*\n)+/, 'versions: []\n', 'STATEMENT_SHAPE', 'chip.yaml:8:13'],
  ['a day that is none', '2028-02-29', '2027-02-29', 'STATEMENT_SHAPE', 'chip.yaml:24:8'],
  ['another version of the format', 'statement/1', 'statement/2', 'STATEMENT_SHAPE', 'chip.yaml:1:6'],
  ['a number of signs', 'IQS-TRAIN-0000042', '---', 'STATEMENT_SHAPE', 'chip.yaml:2:9'],
  ['a name that turns the text around', 'Example Radio\n', '"Example \\u202eRadio"\n', 'STATEMENT_SHAPE', 'chip.yaml:6:9'],
  ['nothing', /[^]*/, '', 'STATEMENT_SHAPE', 'chip.yaml:1:1'],
  ['a condition twice', 'id: no-remote-debug', 'id: debug-locked', 'STATEMENT_DUPLICATE', 'chip.yaml:20:9'],
  ['a criterion twice', '[updates-authentic]', '[updates-authentic, updates-authentic]', 'STATEMENT_DUPLICATE', 'chip.yaml:15:35'],
  ['a version twice', '"3.2"', '"3.1"\n      hardware: rev B', 'STATEMENT_DUPLICATE', 'chip.yaml:11:16'],
  ['a scheme twice', /(satisfies:\n)((?: {2}.*\n)+)/, '$1$2$2', 'STATEMENT_DUPLICATE', 'chip.yaml:16:13'],
  ['an end before the beginning', '2028-02-29', '2026-02-28', 'STATEMENT_DATES', 'chip.yaml:24:8'],
  ["a name that is the catalogue's", 'id: debug-locked', 'id: mapping-debug', 'STATEMENT_RESERVED', 'chip.yaml:17:9'],
];

for (const [name, from, to, code, where] of refused) {
  test(`refuses ${name}`, () => {
    const text = good.replace(from, to);
    assert.notEqual(text, good);
    assert.deepEqual(refusal(text), [code, where]);
  });
}

test('what is no text, or too much of it', () => {
  assert.deepEqual(refusal(new Uint8Array([0x69, 0xff, 0xfe])), ['STATEMENT_YAML', 'chip.yaml:1:1']);
  assert.deepEqual(refusal(`${good}${'#'.repeat(2 ** 18)}`), ['STATEMENT_TOO_LARGE', 'chip.yaml']);
});

test('the published schema takes what the reader takes, and refuses other shapes', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../docs/spec/component-statement.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(schema);
  const value = parse(good) as Readonly<Record<string, unknown>>;
  assert.ok(validate(value));
  for (const bad of [{}, { ...value, letter: 'A' }, { ...value, source: 'fips' }, { ...value, satisfies: [] }, { ...value, until: 'soon' }])
    assert.equal(validate(bad), false, JSON.stringify(bad));
});

test('whatever is done to a statement, it is read or refused with a code and a place', () => {
  const edit = fc.tuple(
    fc.nat(good.length),
    fc.nat(12),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('&a ', '*a', '!!binary ', '<<: ', '? ', '- ', '[', '{', '"', '%', '\t', '~', 'yes', '__proto__: ', '\u0000'),
    ),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((all, [at, gone, put]) => all.slice(0, at) + put + all.slice(at + gone), good);
      const [code, where] = refusal(text);
      assert.ok(
        code === 'accepted' || (/^STATEMENT_[A-Z]+$/.test(code) && /^chip\.yaml:[1-9]\d*:[1-9]\d*$/.test(where)),
        `${code} ${where}`,
      );
    }),
    { numRuns: 1500 },
  );
});

test('whatever the bytes, it is read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length), (noise, at) => {
      const mixed = new Uint8Array([...bytes(good.slice(0, at)), ...noise, ...bytes(good.slice(at))]);
      const [code] = refusal(mixed);
      assert.ok(code === 'accepted' || code.startsWith('STATEMENT_'));
    }),
    { numRuns: 500 },
  );
});
