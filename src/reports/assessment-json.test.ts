import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraFixture } from './assessment-fixture.ts';
import { assessmentJson } from './assessment-json.ts';
import { placeSteps } from './place-steps.ts';

test('the same assessment gives the same text whatever the order of its keys', () => {
  const { assessment } = cameraFixture;
  const turned = Object.fromEntries(Object.entries(assessment).toReversed()) as typeof assessment;
  assert.equal(assessmentJson(turned), assessmentJson(assessment));
  assert.deepEqual(JSON.parse(assessmentJson(assessment)), assessment);
});

test('a place is taken apart into evidence, steps and line', () => {
  assert.deepEqual(placeSteps('dvr.bin!/0x40000.squashfs!/etc/passwd:1'), {
    evidence: 'dvr.bin',
    inside: ['/0x40000.squashfs', '/etc/passwd'],
    line: '1',
  });
  assert.deepEqual(placeSteps('product.yaml:31'), { evidence: 'product.yaml', inside: [], line: '31' });
  assert.deepEqual(placeSteps('a:b'), { evidence: 'a:b', inside: [], line: null });
  assert.deepEqual(placeSteps(''), { evidence: '', inside: [], line: null });
});
