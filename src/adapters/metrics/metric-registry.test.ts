import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricRegistry } from './metric-registry.ts';

test('counters, histograms and gauges stand as Prometheus reads them', async () => {
  const registry = metricRegistry();
  const count = registry.counter('iqs_things_total', 'Things.');
  count({ kind: 'a"b\\c\n' });
  count({ kind: 'a"b\\c\n' }, 2);
  const observe = registry.histogram('iqs_seconds', 'Seconds.', [0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 9]) observe(value);
  registry.gauge('iqs_waiting', 'Waiting.', async () => 4);
  registry.gauge('iqs_gone', 'Not to be had.', () => Promise.reject(new Error('away')));
  assert.equal(
    await registry.text(),
    `# HELP iqs_things_total Things.
# TYPE iqs_things_total counter
iqs_things_total{kind="a\\"b\\\\c\\n"} 3
# HELP iqs_seconds Seconds.
# TYPE iqs_seconds histogram
iqs_seconds_bucket{le="0.1"} 2
iqs_seconds_bucket{le="1"} 3
iqs_seconds_bucket{le="+Inf"} 4
iqs_seconds_sum 9.65
iqs_seconds_count 4
# HELP iqs_waiting Waiting.
# TYPE iqs_waiting gauge
iqs_waiting 4
# HELP iqs_gone Not to be had.
# TYPE iqs_gone gauge
`,
  );
});

test('a label with ever new values does not fill the memory', async () => {
  const registry = metricRegistry();
  const count = registry.counter('iqs_many_total', 'Many.');
  for (let n = 0; n < 3000; n += 1) count({ n: String(n) });
  assert.equal((await registry.text()).split('\n').length, 2000 + 3);
});
