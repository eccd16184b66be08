import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hideNames } from './hide-names.ts';

const hides = (names: readonly string[], text: string): string => hideNames(names)(text);

test('names go whatever their case, accents, separators, and inside longer words', () => {
  assert.equal(hides(['Lumen'], 'LUMEN and lumenOS, illumen.'), '▮ and ▮OS, il▮.');
  assert.equal(hides(['Lumen Works'], 'lumen-works_cam LUMENWORKS'), '▮_cam ▮');
  assert.equal(hides(['Straße'], 'STRASSE strasse Straße'), '▮ ▮ ▮');
  assert.equal(hides(['İstanbul'], 'istanbul ISTANBUL ıstanbul'), '▮ ▮ ▮');
  assert.equal(hides(['Éclair'], 'eclair E\u0301CLAIR'), '▮ ▮');
  assert.equal(hides(['ΣΊΣΥΦΟΣ'], 'σίσυφος'), '▮');
  assert.equal(hides(['Ｋelvin'], '\u212Aelvin'), '▮');
  assert.equal(hides(['Lumen'], 'Lu\u200Bmen, Lu\u00ADmen'), '▮, ▮');
});

test('names of signs are no patterns; names inside names go with them', () => {
  assert.equal(hides(['.*'], 'all but .* stays'), 'all but ▮ stays');
  assert.equal(hides(['(a+)+$', '[', '\\'], 'x(a+)+$[\\'), 'x▮');
  assert.equal(hides(['Cam', 'Camera Lumen'], 'camera lumen'), '▮');
  assert.equal(hides(['abc', 'bcd'], 'abcd'), '▮');
  assert.equal(hides(['-'], 'a-b'), 'a▮b');
  assert.equal(hides(['$&'], 'cost $& more'), 'cost ▮ more');
  assert.equal(hides(['', ' ', '▮'], 'stays'), 'stays');
  assert.equal(hides(['a▮'], 'aa▮'), '▮');
});

test('addresses go', () => {
  assert.equal(hides([], 'see https://shop.example/x?y=1, write to a.b@c.example.'), 'see ▮ write to ▮');
});

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.constantFrom('a', '.*', 'ß', 'ss', '▮', 'a▮', '$&', 'İ'),
);

test('no name is left in any text, and a second time changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 4 }),
      fc.array(fc.oneof(name, fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
      (names, pieces) => {
        const hide = hideNames(names);
        const text = [...pieces, ...names, ...names.map((each) => each.toUpperCase())].join('');
        const left = hide(text);
        for (const each of names.filter((one) => one.replaceAll('▮', '').trim() !== ''))
          assert.ok(!left.includes(each), `${each} in ${left}`);
        assert.equal(hide(left), left);
      },
    ),
    { numRuns: 1000 },
  );
});
