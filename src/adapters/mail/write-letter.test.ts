import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseMessages } from '../catalogue/choose-messages.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { writeLetter } from './write-letter.ts';

const catalogue = await loadCatalogue();
const languages = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));
const write = writeLetter(languages, 'IQS');
const url = 'https://iqs.example/portal/reset?token=abc';
const letters = [
  { kind: 'invitation', organisation: 'Lumen Works', url, hours: 72 },
  { kind: 'password-reset', url, hours: 1 },
  { kind: 'password-changed' },
] as const;

test('every letter is whole in every language', () => {
  for (const letter of letters) {
    const texts = languages.map(({ language }) => write(letter, language));
    assert.equal(new Set(texts.map(({ subject }) => subject)).size, 4);
    for (const { subject, text } of texts) {
      assert.doesNotMatch(subject + text, /[⟦{}]|undefined/);
      assert.equal(text.includes(url), 'url' in letter);
    }
  }
});

test('a language that is not known or not there is the first', () => {
  assert.deepEqual(write(letters[0], null), write(letters[0], 'en'));
  assert.deepEqual(write(letters[0], 'tlh'), write(letters[0], 'en'));
});
