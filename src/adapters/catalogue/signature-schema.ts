import { z } from 'zod';
import { nestsRepetition } from './nests-repetition.ts';

const text = z.string().min(1);
const expression = text
  .refine(compiles, 'no regular expression')
  .refine((pattern) => !nestsRepetition(pattern), 'a repetition inside a repetition');

/** signatures/<component>.yaml: how to tell a component and its version (docs/howto/add-a-component-signature.md). */
export const signatureSchema = z.strictObject({
  name: text,
  purl: z.string().startsWith('pkg:'),
  cpe: z
    .string()
    .regex(/^[^:]+:[^:]+$/)
    .nullable()
    .default(null),
  rules: z
    .array(
      z.strictObject({
        anchors: z.array(text).min(1),
        requires: z.array(text).default([]),
        patterns: z.array(expression.refine((pattern) => pattern.includes('(?<version>'), 'no group named version')).min(1),
        paths: z.array(expression).default([]),
        reach: z.int().min(1).default(256),
      }),
    )
    .min(1),
});

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
