// The plug-ins' own texts: every criterion and probe speaks every language, and no translation outlives what it translates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../../src/adapters/catalogue/read-catalogue.ts';
import { probes } from '../../src/probes/probes.generated.ts';

const { schemes, messages } = readCatalogue(fileURLToPath(new URL('../../catalogue/', import.meta.url)));

const wanted = [
  ...new Set([
    ...schemes.flatMap(({ criteria }) =>
      criteria.flatMap(({ id }) => ['title', 'plain', 'remedy', 'settle'].map((form) => `criterion.${id}.${form}`)),
    ),
    ...probes.map(({ id }) => `probe.${id}.title`),
  ]),
].toSorted();

test('there are languages besides English to compare', () => assert.ok(messages.some(({ language }) => language !== 'en')));

for (const { language, texts } of messages) {
  const own = Object.keys(texts).filter((key) => /^(?:criterion|probe)\./.test(key));

  /** English stands in the plug-ins themselves: said twice, it would part ways. */
  test(`messages/${language}.yaml says every criterion and probe, and none that is gone`, () => {
    assert.deepEqual(own.toSorted(), language === 'en' ? [] : wanted);
  });

  test(`messages/${language}.yaml leaves no placeholder in a plug-in's text, which is never filled in`, () => {
    assert.deepEqual(
      own.filter((key) => /[{}]/.test(texts[key] ?? '')),
      [],
    );
  });
}
