// What other schemes' certificates may satisfy: named after a vintage, criteria and probes that are there, and never more than paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../../src/adapters/catalogue/read-catalogue.ts';
import { statementSources } from '../../src/model/component-statement.ts';
import { probes } from '../../src/probes/probes.generated.ts';

const { schemes, tables } = readCatalogue(fileURLToPath(new URL('../../catalogue/', import.meta.url)));
const mappings = tables.statementMappings ?? [];

test('every source but our own has a mapping, and one only', () => {
  assert.deepEqual(mappings.map(({ source }) => source).sort(), statementSources.filter((source) => source !== 'iqs').sort());
});

for (const { source, scheme, vintage, levels } of mappings) {
  test(`${source}: a scheme and vintage of this catalogue, its criteria, and conditions that somebody can check`, () => {
    const found = schemes.find((one) => one.source.id === scheme);
    assert.equal(found?.source.vintage, vintage, 'a new vintage: read the mapping again, then name it');
    for (const { level, criteria, conditions } of levels) {
      for (const id of criteria)
        assert.ok(
          found?.criteria.some((criterion) => criterion.id === id),
          `${level}: ${id}`,
        );
      for (const { check } of conditions)
        assert.ok(check === null || probes.some(({ id }) => id === check.probe), `${level}: ${check?.probe}`);
      // A certificate of a part says nothing of a product by itself.
      assert.ok(criteria.length === 0 || conditions.length > 0, level);
    }
    assert.equal(new Set(levels.map(({ level }) => level)).size, levels.length);
  });
}
