import { z } from '@hono/zod-openapi';

/** A problem (RFC 9457): every answer that is none. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URI of the kind of problem: urn:iqs:problem:CODE' }),
    title: z.string().meta({ description: 'What is wrong, in the language asked for' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What it is about here' }),
    instance: z.string().meta({ description: 'The path that was asked' }),
    code: z.string().meta({ description: 'Stable; words may change' }),
    mend: z.string().meta({ description: 'What to do about it' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().meta({ description: 'Of a body: JSON Pointer as a URI fragment (RFC 6901)' }),
          parameter: z.string().optional().meta({ description: 'Of an address or a header: its name' }),
          detail: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Of INPUT_INVALID: each place that does not fit' }),
  })
  .meta({ id: 'Problem' });
