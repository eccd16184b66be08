import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UserError } from '../../foundation/user-error.ts';
import { readProduct } from './read-product.ts';

const good = `iqs: dossier/1
product: { name: Lamp, maker: Maker, type: device, category: lamp }
parts:
  - { id: lamp, kind: device, name: Lamp }
evidence:
  - file: lamp.bin
    is: update-image
    part: lamp
  - file: sbom.json
    is: sbom
statements:
  - topic: cloud
    value: none
    part: lamp
`;

function refusal(text: string): readonly [code: string, where: string] {
  try {
    readProduct(text, 'product.yaml');
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return [error.code, error.where];
  }
  return ['accepted', ''];
}

test('a good dossier, its defaults and where each thing stands', () => {
  const { dossier, evidenceAt } = readProduct(good, 'product.yaml');
  assert.deepEqual(dossier.evidence[1], {
    file: 'sbom.json',
    is: 'sbom',
    part: null,
    version: null,
    custody: 'supplied',
    origin: null,
    device: null,
    phases: [],
    adopted: false,
  });
  assert.deepEqual(evidenceAt, ['product.yaml:6:11', 'product.yaml:9:11']);
  assert.equal(dossier.statements[0]?.at, 'product.yaml:12');
});

const refused: readonly (readonly [name: string, from: string | RegExp, to: string, code: string, where: string])[] = [
  ['no YAML', 'product: {', 'product: {{', 'DOSSIER_YAML', 'product.yaml:3:1'],
  ['a tab', '  - file: lamp.bin', '\t- file: lamp.bin', 'DOSSIER_YAML', 'product.yaml:6:1'],
  ['a key twice', 'is: sbom', 'is: sbom\n    is: sbom', 'DOSSIER_YAML', 'product.yaml:11:5'],
  ['an alias', 'value: none', 'value: &a none\n  - topic: *a', 'DOSSIER_YAML', 'product.yaml:14:12'],
  ['yes without quotes', 'value: none', 'value: yes', 'DOSSIER_AMBIGUOUS', 'product.yaml:13:12'],
  ['a bare date', 'value: none', 'value: 2030-12-31', 'DOSSIER_AMBIGUOUS', 'product.yaml:13:12'],
  ['an octal number', 'value: none', 'value: 0777', 'DOSSIER_AMBIGUOUS', 'product.yaml:13:12'],
  ['a number where text belongs', 'value: none', 'value: 1.5', 'DOSSIER_SHAPE', 'product.yaml:13:12'],
  ['an unknown key', 'is: sbom', 'is: sbom\n    colour: red', 'DOSSIER_SHAPE', 'product.yaml:11:13'],
  ['an unknown purpose', 'is: sbom', 'is: something', 'DOSSIER_SHAPE', 'product.yaml:10:9'],
  ['another version of the format', 'dossier/1', 'dossier/9', 'DOSSIER_SHAPE', 'product.yaml:1:6'],
  ['a name with ESC', 'name: Lamp,', 'name: "La\\u001b[2Jmp",', 'DOSSIER_SHAPE', 'product.yaml:2:18'],
  ['a name of two lines', 'name: Lamp,', 'name: "La\\nmp",', 'DOSSIER_SHAPE', 'product.yaml:2:18'],
  ['a name that turns the text around', 'name: Lamp,', 'name: "La\\u202emp",', 'DOSSIER_SHAPE', 'product.yaml:2:18'],
  ['a name of half a character', 'name: Lamp,', 'name: "La\\ud800mp",', 'DOSSIER_SHAPE', 'product.yaml:2:18'],
  ['no parts', /parts:\n.*\n/, 'parts: []\n', 'DOSSIER_SHAPE', 'product.yaml:3:8'],
  ['nothing', /[^]*/, '', 'DOSSIER_SHAPE', 'product.yaml:1:1'],
  ['a file twice', 'sbom.json', 'lamp.bin', 'DOSSIER_DUPLICATE', 'product.yaml:9:11'],
  ['a file twice by another path', 'sbom.json', './x/../lamp.bin', 'DOSSIER_DUPLICATE', 'product.yaml:9:11'],
  ['a part twice', /( {2}- \{ id: lamp.*\n)/, '$1$1', 'DOSSIER_DUPLICATE', 'product.yaml:5:11'],
  ['evidence of no part', 'part: lamp\n  - file', 'part: lump\n  - file', 'DOSSIER_UNKNOWN_PART', 'product.yaml:8:11'],
  [
    'a component in an app',
    'kind: device, name: Lamp }',
    "kind: app, name: Lamp, embeds: [{ component: C, version: '1' }] }",
    'DOSSIER_NO_HOST',
    'product.yaml:4:48',
  ],
  ['an empty list of components', 'name: Lamp }\n', 'name: Lamp, embeds: [] }\n', 'DOSSIER_SHAPE', 'product.yaml:4:51'],
  ['a component statement of no part', 'is: sbom', 'is: component-statement', 'DOSSIER_NO_HOST', 'product.yaml:10:9'],
  ['a statement about no part', /part: lamp\n$/, 'part: lump\n', 'DOSSIER_UNKNOWN_PART', 'product.yaml:14:11'],
];

for (const [name, from, to, code, where] of refused) {
  test(`refuses ${name}`, () => {
    const text = good.replace(from, to);
    assert.notEqual(text, good);
    assert.deepEqual(refusal(text), [code, where]);
  });
}

test('a bomb of aliases costs nothing', () => {
  const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array.from({ length: 9 }, () => `*l${n}`).join(', ')}]`);
  const started = performance.now();
  assert.equal(refusal(['l0: &l0 [x]', ...levels, ''].join('\n'))[0], 'DOSSIER_YAML');
  assert.equal(refusal(good.replace('value: none', 'value: &v [*v]'))[0], 'DOSSIER_YAML');
  assert.ok(performance.now() - started < 5000);
});

test('brackets within brackets are refused, not a stack that runs over', () => {
  for (const bracket of ['[', '{a: ', '- ', '? ']) assert.notEqual(refusal(bracket.repeat(20_000))[0], 'accepted');
});

test('keys that mean something to JavaScript are only unknown keys', () => {
  for (const key of ['__proto__', 'constructor', 'toString'])
    assert.equal(refusal(`${good}${key}: { polluted: true }\n`)[0], 'DOSSIER_SHAPE');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('whatever is done to a dossier, it is read or refused with a code and a place', () => {
  const edit = fc.tuple(
    fc.nat(good.length),
    fc.nat(12),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('&a ', '*a', '!!binary ', '<<: ', '? ', '- ', '[', '{', '"', '%', '\t', '~', 'yes'),
    ),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((all, [at, gone, put]) => all.slice(0, at) + put + all.slice(at + gone), good);
      const [code, where] = refusal(text);
      assert.ok(code === 'accepted' || /^product\.yaml:[1-9]\d*:[1-9]\d*$/.test(where), where);
    }),
    { numRuns: 1500 },
  );
});
