import { grade } from '../assessment/assess.ts';
import { schemeOf } from '../assessment/scheme-fixture.ts';
import type { ComponentStatement, HandedStatement, StatementMapping } from '../model/component-statement.ts';
import type { Part, Product } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { Subject } from '../model/probe.ts';
import type { Scheme } from '../model/scheme.ts';
import type { Asking } from './ask-probes.ts';
import { type Weighed, weighStatements } from './weigh-statements.ts';

/** A small world for tests of component statements: a device that embeds `Chip` 1, and criteria that ask `a` (F), `b` (E) and `c` (D) to be no. */

const product: Product = { name: 'p', model: null, maker: 'm', type: 'device', category: 'c', use: null };
export const device: Part = {
  id: 'device',
  kind: 'device',
  name: 'Lamp',
  versions: [],
  embeds: [{ component: 'Chip', version: '1', hardware: 'rev B' }],
};

const small: Scheme = schemeOf({
  first: { rung: 'F', rule: { probe: 'a', is: 'no' }, parts: ['device', 'module'] },
  second: { rung: 'E', rule: { probe: 'b', is: 'no' }, parts: ['device', 'module'] },
  third: {
    rung: 'D',
    rule: {
      all: [
        { criterion: 'second', is: 'pass' },
        { probe: 'c', is: 'no' },
      ],
    },
  },
});

export const statement: ComponentStatement = {
  number: 'IQS-TRAIN-0000042',
  source: 'iqs',
  level: 'connectivity',
  claims: [],
  component: { name: 'Chip', maker: 'Chips Ltd', versions: [{ version: '1', hardware: null }] },
  satisfies: [{ scheme: 'test-scheme', vintage: 'test', criteria: ['first', 'second'] }],
  conditions: [
    { id: 'debug-locked', words: 'The debug port is locked.', check: { probe: 'd', is: 'no' } },
    { id: 'set-up', words: 'It is set up as prescribed.', check: null },
  ],
  issued: '2026-01-01',
  until: '2027-12-31',
  status: { is: 'in-force', asOf: '2026-06-01' },
  assurance: 'tested',
};

export const handed = (over: Partial<ComponentStatement> = {}, rest: Partial<HandedStatement> = {}): HandedStatement => ({
  file: 'chip.yaml',
  part: 'device',
  custody: 'public',
  sha256: '11',
  statement: { ...statement, ...over },
  ...rest,
});

/** The question under which a record answers the condition that no probe looks at. */
export const setUp = 'condition-iqs-iqs-train-0000042-set-up';

export const recordOf = (answers: Readonly<Record<string, 'yes' | 'no'>>, part: string | null = 'device'): Subject => ({
  item: {
    file: 'record.yaml',
    is: 'test-record',
    part,
    version: null,
    custody: 'supplied',
    origin: null,
    device: null,
    phases: [],
    adopted: false,
  },
  sha256: 'ff',
  exhibits: {} as Subject['exhibits'],
  text: `iqs: record/1\nlaboratory: Lab\nunit: 1\ndate: 2026-05-01\nanswers:\n${Object.entries(answers)
    .map(([probe, is]) => `  - probe: ${probe}\n    is: ${is}\n    place: tried\n`)
    .join('')}`,
});

export type World = {
  readonly statements: readonly HandedStatement[];
  readonly known: readonly Finding[];
  readonly parts?: readonly Part[];
  readonly subjects?: readonly Subject[];
  readonly attested?: ReadonlySet<string>;
  readonly asOf?: string;
  readonly mappings?: readonly StatementMapping[];
  readonly scheme?: Scheme;
};

export function weighed(world: World): Weighed {
  const asking: Asking = {
    dossier: { product, parts: world.parts ?? [device], evidence: [], statements: [], endpoints: [], thirdParties: [] },
    subjects: world.subjects ?? [],
    probes: [],
    scheme: world.scheme ?? small,
    tables: { knownLogins: [], signatures: [], endOfLife: [], servicePrograms: [], vendors: '', digests: {} },
    asOf: world.asOf ?? '2027-01-15',
    attested: world.attested ?? new Set(['ff', '11']),
  };
  return weighStatements(asking, world.statements, world.mappings ?? [], world.known);
}

export function graded(world: World): ReturnType<typeof grade> {
  const { statements, findings } = weighed(world);
  return grade({
    product,
    parts: world.parts ?? [device],
    findings: [...world.known, ...findings],
    scheme: world.scheme ?? small,
    needs: new Map([['d', ['update-image']]]),
    statements: world.statements.length === 0 ? undefined : statements,
  });
}
