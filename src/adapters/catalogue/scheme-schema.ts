import { z } from 'zod';
import { assurances } from '../../model/assurance.ts';
import { partKinds } from '../../model/dossier.ts';
import { rungs } from '../../model/letter.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1);
const rung = z.enum(rungs as [string, ...string[]]);
const part = z.enum(partKinds);
const assurance = z.enum(assurances);

const rule: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(rule).min(1) }),
    z.strictObject({ any: z.array(rule).min(1) }),
    z.strictObject({ not: rule }),
    z.strictObject({ probe: id, is: z.enum(['yes', 'no']) }),
    z.strictObject({ criterion: id, is: z.literal('pass') }),
  ]),
);

/** Where a criterion or a mapping comes from. */
export const referenceSchema = z.strictObject({ source: text, clause: text.optional(), url: z.url().optional() });

/** criteria/<id>.yaml. */
export const criterionSchema = z.strictObject({
  id,
  title: text,
  plain: text,
  rung,
  parts: z.array(part).min(1),
  decides: z.enum(['decide', 'refute', 'presence', 'laboratory']),
  leastAssurance: assurance,
  appliesWhen: rule.nullable().default(null),
  rule,
  sources: z.array(referenceSchema),
  remedy: text,
  settle: text,
  gravity: z.literal([1, 2, 3]),
  examples: z.array(
    z.strictObject({
      name: text,
      findings: z.record(id, z.string().regex(/^(yes|no|unknown)@(stated|checked|matched|tested|attacked)$/)),
      verdict: z.enum(['pass', 'fail', 'inconclusive', 'not-applicable']),
    }),
  ),
});

const cell = z.union([z.literal('not-meant'), z.array(text)]);

/** scheme.yaml. */
export const schemeSchema = z.strictObject({
  id,
  title: text,
  vintage: text,
  status: z.enum(['pre-release', 'in-force', 'retired', 'training']),
  published: z.iso.date(),
  rungs: z.record(rung, z.strictObject({ words: text, adds: text, leastAssurance: assurance })),
  matrix: z.record(rung, z.record(part, cell)),
  features: z.array(id),
  minimumPassed: z.partialRecord(part, z.partialRecord(rung, z.int().min(0))),
  cap: rung,
  labelFrom: rung,
  issuesLabels: z.boolean(),
  labelMonths: z.int().min(1),
  unaccountedBytes: z.int().min(1),
});
