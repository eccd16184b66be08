import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessFolder } from '../../src/adapters/assess-folder.ts';
import { packBundle } from '../../src/adapters/bundle/pack-bundle.ts';
import { loadCatalogue } from '../../src/adapters/catalogue/load-catalogue.ts';
import { readEndOfLife } from '../../src/adapters/catalogue/read-tables.ts';
import { usableScheme } from '../../src/adapters/catalogue/usable-scheme.ts';
import { partKinds } from '../../src/model/dossier.ts';
import { rungs } from '../../src/model/letter.ts';
import type { CriterionSource, SchemeSource } from '../../src/model/scheme-source.ts';

/** The engine that the vectors name: none that there ever was, so that a new version changes no vector. */
const vectorEngine = 'iqs/0.0.0-vector';

const productYaml = `iqs: dossier/1
product:
  name: Vector Lamp
  maker: Vector Example B.V.
  type: device
  category: lamp
parts:
  - id: lamp
    kind: device
    name: Vector Lamp
evidence:
  - file: security.txt
    is: disclosure-policy
    custody: public
  - file: support.txt
    is: support-statement
    part: lamp
    custody: public
statements:
  - topic: support-until
    value: "2031-12-31"
`;

const documents = {
  'security.txt': 'Contact: mailto:security@vector.example\nExpires: 2030-01-01T00:00:00Z\n',
  'support.txt': 'Security updates for the Vector Lamp until 31 December 2031.\n',
} as const;

const endOfLifeText = 'openssl\t1.0.2\t2019-12-31\thttps://vector.example/\n';

const criterion = (id: string, rung: CriterionSource['rung'], probe: string): CriterionSource => ({
  id,
  title: `Vector ${id}`,
  plain: `Vector ${id}.`,
  rung,
  parts: ['device'],
  decides: 'presence',
  leastAssurance: 'checked',
  appliesWhen: null,
  rule: { probe, is: 'yes' },
  sources: [{ source: 'Vector' }],
  remedy: 'None.',
  settle: 'None.',
  gravity: 2,
  examples: [
    { name: 'good', findings: { [probe]: 'yes@checked' }, verdict: 'pass' },
    { name: 'bad', findings: { [probe]: 'no@checked' }, verdict: 'fail' },
    { name: 'open', findings: { [probe]: 'unknown@checked' }, verdict: 'inconclusive' },
  ],
});

const source: SchemeSource = {
  id: 'iqs-vector',
  title: 'Scheme of the test vectors, not valid',
  vintage: 'vector.1',
  status: 'training',
  published: '2026-11-25',
  rungs: Object.fromEntries(
    rungs.map((rung) => [rung, { words: rung, adds: rung, leastAssurance: 'stated' }]),
  ) as unknown as SchemeSource['rungs'],
  matrix: Object.fromEntries(
    rungs.map((rung) => [
      rung,
      Object.fromEntries(partKinds.map((kind) => [kind, kind === 'device' && 'FE'.includes(rung) ? [] : 'not-meant'])),
    ]),
  ) as unknown as SchemeSource['matrix'],
  features: [],
  minimumPassed: {},
  cap: 'E',
  labelFrom: 'E',
  issuesLabels: true,
  labelMonths: 12,
  unaccountedBytes: 4096,
};

const criteria = [criterion('contact', 'F', 'disclosure-contact-published'), criterion('period', 'E', 'support-period-published')];

/** The bundle that all vectors start from: a lamp, two documents, a scheme of two criteria, a table of one row. */
export async function goodBundle(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-vector-'));
  try {
    writeFileSync(join(folder, 'product.yaml'), productYaml);
    for (const [name, text] of Object.entries(documents)) writeFileSync(join(folder, name), text);
    const digests = { 'end-of-life': createHash('sha256').update(endOfLifeText).digest('hex') };
    const tables = { ...(await loadCatalogue()).tables, endOfLife: readEndOfLife(endOfLifeText), digests };
    const scheme = usableScheme(source, criteria, 'vector');
    const { assessment, exhibits } = await assessFolder(folder, { scheme, tables, asOf: '2027-01-15' });
    return packBundle(folder, {
      assessment: { ...assessment, engine: vectorEngine },
      exhibits: exhibits.map((one) => ({ ...one, engine: vectorEngine })),
      source,
      criteria,
      endOfLifeText,
      withEvidence: false,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
