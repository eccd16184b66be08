import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraFixture, recorderFixture } from '../reports/assessment-fixture.ts';
import { restsOnProbe } from './rests-on-probe.ts';

const assessments = [
  { key: 'camera', assessment: cameraFixture.assessment },
  { key: 'recorder', assessment: recorderFixture.assessment },
];
const probes = [...new Set(assessments.flatMap(({ assessment }) => assessment.findings.map(({ probe }) => probe)))];

test('each verdict that names a finding is listed under its probe, and no other', () => {
  const listed = probes.flatMap((probe) =>
    restsOnProbe(probe, assessments).flatMap(({ key, verdicts }) =>
      verdicts.map((each) => `${key} ${probe} ${each.part} ${each.criterion} ${each.verdict}`),
    ),
  );
  const expected = assessments.flatMap(({ key, assessment }) =>
    assessment.parts.flatMap(({ id, verdicts }) =>
      verdicts.flatMap(({ criterion, verdict, decidedBy }) =>
        [...new Set(decidedBy.map((each) => each.split('/')[0]))].map((probe) => `${key} ${probe} ${id} ${criterion} ${verdict}`),
      ),
    ),
  );
  assert.ok(expected.length > 0);
  assert.deepEqual(listed.toSorted(), expected.toSorted());
});

test('a probe nobody asked, and one that decided nothing, touch no assessment', () => {
  assert.deepEqual(restsOnProbe('no-such-probe', assessments), []);
  const { parts, findings } = recorderFixture.assessment;
  const undecided = parts.map((part) => ({ ...part, verdicts: part.verdicts.map((each) => ({ ...each, decidedBy: [] })) }));
  for (const probe of probes) assert.deepEqual(restsOnProbe(probe, [{ key: 1, assessment: { findings, parts: undecided } }]), []);
});
