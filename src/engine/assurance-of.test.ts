import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assurances, isAtLeast } from '../model/assurance.ts';
import { custodies } from '../model/dossier.ts';
import type { Answer } from '../model/finding.ts';
import { assuranceOf, countedCustody } from './assurance-of.ts';

const held = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), custody: fc.constantFrom(...custodies) }), {
  selector: ({ name }) => name,
});
const case_ = fc.record({
  held: held.map((items) => items.map((item) => ({ ...item, sha256: `digest of ${item.name}` }))),
  evidence: fc.subarray(['a', 'b', 'c', 'd']),
  basis: fc.constantFrom('evidence' as const, 'statement' as const, 'record' as const),
  attested: fc.subarray(['a', 'b', 'c', 'd']).map((names) => new Set(names.map((name) => `digest of ${name}`))),
});

const answerOf = (basis: Answer['basis'], evidence: readonly string[]): Answer => ({
  outcome: 'no',
  reason: null,
  places: [],
  scope: '',
  evidence,
  basis,
});

test('nothing counts for more than it claims, and with everything attested it counts for just that', () => {
  fc.assert(
    fc.property(case_, ({ held, evidence, basis, attested }) => {
      const answer = answerOf(basis, evidence);
      const { counted, claimed } = assuranceOf(answer, held, attested);
      assert.ok(isAtLeast(claimed, counted));
      const all = assuranceOf(answer, held, new Set(held.map(({ sha256 }) => sha256)));
      assert.equal(all.claimed, claimed);
      if (basis !== 'record' || held.some(({ name }) => evidence.includes(name))) assert.equal(all.counted, claimed);
    }),
  );
});

test('without a record that covers it nothing counts above `checked`', () => {
  fc.assert(
    fc.property(case_, ({ held, evidence, basis }) => {
      assert.ok(isAtLeast('checked', assuranceOf(answerOf(basis, evidence), held, new Set()).counted));
      for (const item of held) assert.notEqual(countedCustody(item, new Set()), 'sampled');
    }),
  );
});

test('attesting more never lowers what an answer counts as', () => {
  fc.assert(
    fc.property(case_, fc.constantFrom('a', 'b', 'c', 'd'), ({ held, evidence, basis, attested }, also) => {
      const answer = answerOf(basis, evidence);
      const more = new Set([...attested, `digest of ${also}`]);
      assert.ok(isAtLeast(assuranceOf(answer, held, more).counted, assuranceOf(answer, held, attested).counted));
    }),
  );
});

test('attesting what an answer does not rest on changes nothing', () => {
  fc.assert(
    fc.property(case_, ({ held, evidence, basis, attested }) => {
      const answer = answerOf(basis, evidence);
      const own = new Set([...attested].filter((digest) => evidence.some((name) => digest === `digest of ${name}`)));
      assert.deepEqual(assuranceOf(answer, held, own), assuranceOf(answer, held, attested));
    }),
  );
});

test('a chain is as sure as its weakest link', () => {
  const two = [
    { name: 'a', custody: 'sampled', sha256: 'A' },
    { name: 'b', custody: 'supplied', sha256: 'B' },
  ] as const;
  const attested = new Set(['A', 'B']);
  assert.deepEqual(assuranceOf(answerOf('evidence', ['a']), two, attested), { counted: 'matched', claimed: 'matched' });
  assert.deepEqual(assuranceOf(answerOf('evidence', ['a', 'b']), two, attested), { counted: 'checked', claimed: 'checked' });
  assert.deepEqual(assuranceOf(answerOf('evidence', ['a']), two, new Set(['B'])), { counted: 'checked', claimed: 'matched' });
  assert.deepEqual(assuranceOf(answerOf('record', ['a']), two, attested), { counted: 'tested', claimed: 'tested' });
  assert.deepEqual(assuranceOf(answerOf('record', ['a', 'b']), two, new Set(['A'])), { counted: 'stated', claimed: 'tested' });
  assert.deepEqual(assuranceOf(answerOf('statement', ['a']), two, attested), { counted: 'stated', claimed: 'stated' });
  // Nothing here gives `attacked`: that takes a penetration test, and no format of evidence carries one yet.
  assert.equal(assurances.at(-1), 'attacked');
});
