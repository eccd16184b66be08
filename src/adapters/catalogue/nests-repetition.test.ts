import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nestsRepetition } from './nests-repetition.ts';

test('a repeated group that repeats without a bound, or too often', () => {
  for (const pattern of ['(?:a+)+', '(a*){2}', '(?:[^\\0]{0,80}\\0+){0,4}', '((?:a{1,9}b)*c)+', '(?:(?:\\d{1,99})?x){9}', '(?:[)]a+)*']) {
    assert.ok(nestsRepetition(pattern), pattern);
  }
  for (const pattern of [
    'a+b*',
    '(?:a+)?',
    '(?:\\.\\d{1,9}){0,6}',
    '(?:[^\\0]{1,80}\\0{1,16}){0,4}',
    '(?<version>\\d+)\\(a+\\)+',
    '(?:a|b)*c+',
    '[(a+)]*',
  ]) {
    assert.ok(!nestsRepetition(pattern), pattern);
  }
});
