import { z } from 'zod';
import { lineSchema } from '../dossier/line-schema.ts';

/** Fields that several acts share, with their bounds: lengths are in characters. */
export const fieldSchemas = {
  /**
   * What a person writes about an act: lines of text. Threat: as with a line, control characters and marks that reorder what stands beside them.
   */
  words: z
    .string()
    .min(1)
    .max(10_000)
    .regex(/^[^\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/u, 'lines of text')
    .meta({ description: 'Words of a person, up to 10,000 characters' }),
  /** Name of a person, an organisation, a case or a thing inside a case, as the programme gave it. */
  id: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9._:-]+$/, 'letters, digits and . _ : -'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits')
    .max(64),
  /** Path inside the dossier. */
  file: lineSchema,
  day: z.iso.date().max(10),
  instant: z.iso.datetime({ precision: 0 }).max(20).meta({ description: 'RFC 3339 in UTC, whole seconds' }),
  count: z.int().min(0),
} as const;
