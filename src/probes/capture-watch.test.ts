import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attackTraffic } from './attack-traffic/attack-traffic.ts';
import { cleartextUpdate } from './cleartext-update/cleartext-update.ts';
import { capture, captureOf, notesOf, told, toldBy } from './network-fixture.ts';
import { inputOf, subjectOf } from './subject-fixture.ts';

const notes = (...subjects: Parameters<typeof inputOf>[0][number][]): readonly (string | null)[] =>
  notesOf(cleartextUpdate, inputOf(subjects));

test('what to record is said: restart, phases, duration', () => {
  const thin = captureOf({ joined: false, deviceSeconds: 76 }, {}, { phases: ['idle'] });
  assert.deepEqual(notes(thin), [
    'record 24 h idle; 76 s were recorded',
    'record a restart: the device was not seen joining the network',
    'record these phases and declare them in product.yaml: set-up, use, update',
  ]);
  assert.deepEqual(notesOf(attackTraffic, inputOf([thin])), [
    'record 60 min; 76 s were recorded',
    'record a restart: the device was not seen joining the network',
    'record these phases and declare them in product.yaml: use',
  ]);
  assert.deepEqual(toldBy(cleartextUpdate, thin), ['not-located']);
});
test('an hour is enough for what bots do without a pause, not for the rest', () => {
  const hour = captureOf({ deviceSeconds: 3600 }, {}, { phases: ['idle', 'use'] });
  assert.deepEqual(toldBy(attackTraffic, hour), ['no']);
  assert.deepEqual(toldBy(cleartextUpdate, hour), ['not-located']);
});
test('captures complete each other; the same time counts once', () => {
  const day = captureOf({ deviceSeconds: 86_400, joined: false }, {}, { phases: ['idle'] });
  const start = captureOf({ deviceSeconds: 600 }, {}, { file: 'b.pcap', phases: ['set-up', 'use', 'update'] });
  assert.deepEqual(toldBy(cleartextUpdate, day, start), ['no']);
  const half = captureOf({ deviceSeconds: 43_200 });
  assert.deepEqual(toldBy(cleartextUpdate, half, half), ['not-located']);
  const later = captureOf({ deviceSeconds: 43_200, first: '2026-11-03T00:00:00.000000Z' });
  assert.deepEqual(toldBy(cleartextUpdate, half, later), ['no']);
  assert.deepEqual(toldBy(cleartextUpdate, captureOf({ first: null })), ['not-located']);
  assert.deepEqual(toldBy(cleartextUpdate, captureOf({ first: 'soon' })), ['not-located']);
});
test('time counts over the ends of months and years', () => {
  const newYear = captureOf({ deviceSeconds: 43_200, first: '2027-12-31T12:00:00.5Z' });
  const next = captureOf({ deviceSeconds: 43_201, first: '2028-01-01T00:00:00.000000Z' });
  const leap = captureOf({ deviceSeconds: 43_200, first: '2028-02-29T12:00:00.000000Z' });
  const march = captureOf({ deviceSeconds: 43_200, first: '2028-03-01T00:00:00.000000Z' });
  assert.deepEqual(toldBy(cleartextUpdate, newYear, next), ['no']);
  assert.deepEqual(toldBy(cleartextUpdate, leap, march), ['no']);
});
test('without the device under test nothing is said', () => {
  assert.deepEqual(toldBy(cleartextUpdate, capture(), captureOf({ device: null }, { hosts: [] })), ['not-located']);
  assert.ok(
    notes(captureOf({ devicePackets: 0 })).includes('the device 02:00:00:00:00:10 sends nothing here: record where its traffic passes'),
  );
  assert.deepEqual(toldBy(cleartextUpdate, capture(), subjectOf({ file: 'b', is: 'capture' })), ['unsupported']);
});
test('no capture at all is absent', () => assert.deepEqual(told(cleartextUpdate, inputOf([])), ['absent']));
