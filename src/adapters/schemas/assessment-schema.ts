import { z } from 'zod';
import type { Assessment } from '../../model/assessment.ts';
import { assurances } from '../../model/assurance.ts';
import { proofStandings, statementSources, statementStandings } from '../../model/component-statement.ts';
import { custodies, partKinds, productTypes, purposes } from '../../model/dossier.ts';
import { letters, rungs } from '../../model/letter.ts';
import { evidenceKind } from './inspect-schema.ts';
import type { SameShape } from './same-shape.ts';

const text = z.string();
const optionalText = z.string().nullable();
const natural = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const letter = z.enum(letters);
const rung = z.enum(rungs);
const assurance = z.enum(assurances).meta({ description: 'How sure, lowest first' });
const custody = z.enum(custodies);

const interval = z
  .object({ atLeast: letter, atMost: letter, bound: z.enum(['exact', 'outer']) })
  .meta({ description: 'atLeast: every open criterion counted as failed; atMost: as passed' });

const evidence = z.object({
  name: text,
  sha256: z.union([sha256, z.literal('')]),
  bytes: natural,
  kind: evidenceKind,
  is: z.enum(purposes),
  part: optionalText,
  version: optionalText,
  custody,
  counted: custody.meta({ description: 'What the custody counts as: sampled needs a record that covers the digest' }),
  adopted: z.boolean(),
  coverage: z.object({ identified: natural, opaque: natural, unread: natural }),
});

const finding = z.object({
  id: text.meta({ description: '<probe>/<part>/<n>' }),
  probe: text,
  part: text,
  outcome: z.enum(['yes', 'no', 'unknown']),
  reason: z.enum(['absent', 'unread', 'unsupported', 'limit', 'tool-error', 'not-located', 'conflict']).nullable(),
  places: z.array(z.object({ at: text, note: optionalText })),
  scope: text,
  evidence: z.array(text),
  basis: z.enum(['evidence', 'statement', 'record', 'component-statement']),
  assurance,
  claimed: assurance.meta({ description: "What it would count as if a laboratory's or the programme's record covered the evidence" }),
});

const part = z.object({
  id: text,
  kind: z.enum(partKinds),
  name: text,
  versions: z.array(z.object({ version: text, hardware: optionalText })),
  letter: letter.nullable().meta({ description: 'null: not rated' }),
  interval,
  assurance: z.object({ lowest: assurance, at: natural, of: natural }).nullable(),
  verdicts: z.array(
    z.object({
      criterion: text,
      rung,
      verdict: z.enum(['pass', 'fail', 'inconclusive', 'not-applicable']),
      assurance: assurance.nullable(),
      decidedBy: z.array(text).meta({ description: 'Ids of findings' }),
    }),
  ),
  toCome: z.array(text).meta({ description: 'What the scheme does not judge yet for this kind of part' }),
});

const proved = { file: text, sha256 };
const proof = z.discriminatedUnion('outcome', [
  z.object({
    ...proved,
    outcome: z.literal('genuine'),
    issuer: text.meta({ description: 'Its address' }),
    kid: text.meta({ description: 'Thumbprint of the key that signed' }),
    standing: z.enum(proofStandings).meta({ description: "By its issuer's status lists; without fresh ones: unknown" }),
    asOf: optionalText.meta({ description: 'The instant that the oldest status list used speaks for' }),
  }),
  z.object({ ...proved, outcome: z.literal('refused'), code: text.meta({ description: 'Why its signature proves nothing' }) }),
]);

const statementUse = z.object({
  id: text.meta({ description: 'Number of the statement or certificate' }),
  source: z.enum(statementSources),
  level: text,
  component: text,
  part: text,
  until: day.meta({ description: 'Last day it holds; a label never holds longer' }),
  statusAsOf: day,
  criteria: z.array(text),
  conditions: z.array(z.object({ id: text, words: text, verdict: z.enum(['true', 'false', 'unknown']) })),
  finding: text.meta({ description: 'Id of the finding about it' }),
  proof: proof.optional().meta({ description: 'What checking its signature came to, where somebody did' }),
});
const statementRefusal = z.enum(['too-weak', 'status-unknown', 'not-needed', ...statementStandings]).exclude(['counts']);

const gravity = z.literal([1, 2, 3]).meta({ description: '1 is the gravest' });
const labelRefusal = z.enum(['scheme-issues-none', 'below-e', 'not-rated', 'no-device-part']);

const product = z.object({
  name: text,
  model: optionalText,
  maker: text,
  type: z.enum(productTypes),
  category: text,
  use: optionalText,
});

/** What `iqs assess` writes and `--json` prints; published as docs/spec/assessment.schema.json. */
export const assessmentSchema = z
  .object({
    iqs: z.literal('assessment/1'),
    engine: text,
    scheme: z.object({ id: text, vintage: text, status: text, digest: sha256 }),
    tables: z.record(z.string(), sha256).meta({ description: 'Table name to the SHA-256 of its file' }),
    asOf: day,
    reproducible: z.boolean().meta({ description: 'False when a watchdog (wall clock, memory) shaped the result' }),
    product,
    supportUntil: day.nullable(),
    evidence: z.array(evidence),
    grade: z.object({
      letter: letter.nullable(),
      interval,
      reason: z.enum(['part-is-g', 'weakest-part', 'first-rung-open', 'parts-to-come', 'no-part-judged']),
    }),
    parts: z.array(part),
    findings: z.array(finding),
    restsOn: z.array(statementUse).optional().meta({ description: 'Component statements that passed a criterion' }),
    notCounted: z
      .array(statementUse.extend({ why: statementRefusal }))
      .optional()
      .meta({ description: 'Component statements that passed none, with the criteria they name' }),
    wouldSettle: z.array(
      z.object({
        criterion: text,
        part: text,
        rung,
        evidence: z.array(z.enum(purposes)),
        closes: natural,
        openBecause: z.array(text),
      }),
    ),
    wouldImprove: z.array(z.object({ criterion: text, part: text, rung, gravity, because: z.array(text) })),
    specimen: z.object({ part: text, letter }).nullable(),
    noSpecimen: labelRefusal.nullable(),
    noLabel: labelRefusal.nullable(),
  })
  .meta({ title: 'IQS assessment, assessment.json', description: 'Same inputs, same bytes. Fields may be added.' });

/** Does not compile when the schema and the model part. */
true satisfies SameShape<z.infer<typeof assessmentSchema>, Assessment>;
