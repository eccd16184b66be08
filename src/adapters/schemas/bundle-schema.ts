import { z } from 'zod';
import type { BundleManifest } from '../../model/bundle.ts';
import { evidenceKind } from './inspect-schema.ts';
import type { SameShape } from './same-shape.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const natural = z.int().min(0);
const path = z.string().max(100);

/** manifest.json of an evidence bundle (docs/spec/evidence-bundle.md): no other keys. */
export const bundleSchema = z
  .strictObject({
    iqs: z.literal('bundle/1'),
    engine: z.string().min(1).max(100),
    asOf: z.iso.date(),
    reproducible: z.boolean().meta({ description: 'False when a watchdog (wall clock, memory) shaped the exhibits' }),
    scheme: z.strictObject({ id: z.string().max(100), digest: sha256 }),
    tables: z.record(z.string().max(100), sha256).meta({ description: 'Table name to the SHA-256 of its file' }),
    evidence: z.array(
      z.strictObject({
        file: z.string().meta({ description: 'Its name in the dossier' }),
        sha256: z.union([sha256, z.literal('')]),
        bytes: natural,
        kind: evidenceKind,
        exhibits: path,
        content: path.nullable().meta({ description: 'Where its bytes stand in the bundle; null where they are not carried' }),
      }),
    ),
    files: z
      .array(z.strictObject({ path, bytes: natural, sha256 }))
      .meta({ description: 'Every file but the manifest, ascending by path' }),
  })
  .meta({ title: 'IQS evidence bundle, manifest.json' });

/** Does not compile when the schema and the model part. */
true satisfies SameShape<z.infer<typeof bundleSchema>, BundleManifest>;
