import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { assurances } from './assurance.ts';
import { custodies, partKinds, productTypes, purposes } from './dossier.ts';
import { letters } from './letter.ts';
import { countText, dateText, type Messages, numberText, phrase, text, translated } from './message.ts';

const english: Messages = {
  language: 'en',
  name: 'English',
  texts: { greet: 'Hello {name}', both: 'English both', 'n.one': '{count} file', 'n.other': '{count} files' },
};
const dutch: Messages = {
  language: 'nl',
  name: 'Nederlands',
  texts: {
    both: 'Beide',
    'criterion.x.title': 'Titel',
    'number.group': '.',
    'month.3': 'maart',
    'date.first': '{day}e {month} {year}',
    'date.other': '{day} {month} {year}',
  },
  fallback: english,
};

test('a text, its fallback visibly marked, a missing key visibly missing', () => {
  assert.equal(text(dutch, 'both'), 'Beide');
  assert.equal(text(dutch, 'greet', { name: 'Ann' }), 'Hello Ann ⟦en⟧');
  assert.equal(text(dutch, 'nowhere'), '⟦nowhere⟧');
  assert.deepEqual(phrase(dutch, 'greet', { name: 'Ann' }), { text: 'Hello Ann', language: 'en' });
  assert.deepEqual(phrase(dutch, 'nowhere'), { text: '⟦nowhere⟧', language: null });
});

test('keys and placeholders are looked up among own properties only, and values are not expanded again', () => {
  assert.equal(text(english, 'constructor'), '⟦constructor⟧');
  assert.equal(text(english, 'greet'), 'Hello {name}');
  assert.equal(text(english, 'greet', { name: '{name}$&' }), 'Hello {name}$&');
  assert.equal(text({ ...english, texts: { a: '{toString}' } }, 'a', {}), '{toString}');
});

test('plug-in texts are translated where the language has them', () => {
  assert.deepEqual(translated(dutch, 'criterion.x.title', 'Title'), { text: 'Titel', language: 'nl' });
  assert.deepEqual(translated(dutch, 'criterion.y.title', 'Title'), { text: 'Title', language: 'en' });
});

test('dates, numbers and counts', () => {
  assert.equal(dateText(dutch, '2027-03-01'), '1e maart 2027');
  assert.equal(dateText(dutch, '2027-03-09T12:00:00Z'), '9 maart 2027');
  assert.deepEqual(
    ['', '2027-13-01', '<b>', '2027-03-09x'].map((each) => dateText(dutch, each)),
    ['', '2027-13-01', '<b>', '2027-03-09x'],
  );
  assert.deepEqual(
    [0, 999, 1000, 8388608].map((each) => numberText(dutch, each)),
    ['0', '999', '1.000', '8.388.608'],
  );
  assert.deepEqual(
    [1, 2].map((each) => countText(english, 'n', each)),
    ['1 file', '2 files'],
  );
});

const folder = new URL('../../catalogue/messages/', import.meta.url);
const languages = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, messages: parse(readFileSync(new URL(name, folder), 'utf8')) as Messages }));
const reference = languages.find(({ name }) => name === 'en.yaml')?.messages as Messages;

/** Plug-in texts may be missing in a language (they fall back to the plug-in's English); ours may not. */
const ours = (key: string): boolean => !/^(?:criterion|probe)\./.test(key);
const placeholders = (words: string): string => [...new Set(words.match(/\{[^}]*\}/g) ?? [])].toSorted().join(' ');

for (const { name, messages } of languages) {
  test(`messages/${name} says what English says, with the same placeholders`, () => {
    assert.equal(`${messages.language}.yaml`, name);
    assert.deepEqual(Object.keys(messages.texts).filter(ours).toSorted(), Object.keys(reference.texts).filter(ours).toSorted());
    for (const [key, words] of Object.entries(messages.texts)) {
      assert.equal(typeof words, 'string', key);
      assert.notEqual(words, '', key);
      assert.ok(!/[⟦⟧<>]/.test(words), key);
      const english = reference.texts[key];
      if (english !== undefined) assert.equal(placeholders(words), placeholders(english), key);
    }
  });
}

test('every member of a closed list has its words', () => {
  const keys = [
    ...assurances.flatMap((each) => ['word', 'label', 'phrase'].map((form) => `assurance.${each}.${form}`)),
    ...[...letters, 'none'].flatMap((each) => ['words', 'plain', 'owner'].map((form) => `letter.${each}.${form}`)),
    ...purposes.map((each) => `purpose.${each}`),
    ...custodies.map((each) => `custody.${each}`),
    ...partKinds.map((each) => `part.${each}`),
    ...productTypes.map((each) => `productType.${each}`),
    ...['pass', 'fail', 'inconclusive', 'not-applicable'].map((each) => `verdict.${each}`),
    ...['absent', 'unread', 'unsupported', 'limit', 'tool-error', 'not-located', 'conflict'].map((each) => `unknown.${each}`),
    ...['part-is-g', 'weakest-part', 'first-rung-open', 'parts-to-come', 'no-part-judged'].map((each) => `reason.${each}`),
    ...['scheme-issues-none', 'below-e', 'not-rated', 'no-device-part'].map((each) => `refusal.${each}`),
    ...['firmware', 'capture', 'app', 'sbom', 'document', 'scan', 'rootfs', 'elf', 'key', 'mud', 'record', 'unknown'].map(
      (each) => `evidenceKind.${each}`,
    ),
  ];
  assert.deepEqual(
    keys.filter((key) => reference.texts[key] === undefined),
    [],
  );
});
