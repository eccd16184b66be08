import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** A key of the configuration. */
export type ConfigKey = {
  /** As in the file: `listen.port`. */
  readonly path: readonly string[];
  /** `IQS_LISTEN_PORT`. */
  readonly variable: string;
  readonly kind: 'text' | 'number' | 'flag' | 'list';
  readonly isSecret: boolean;
  readonly means: string;
  /** In words; empty: none. */
  readonly usual: string;
};

function keysOf(schema: z.ZodType, path: readonly string[]): readonly ConfigKey[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).flatMap(([key, child]) => keysOf(child, [...path, key]));
  }
  const { means, secret, shown } = (schema.meta() ?? {}) as { means?: string; secret?: true; shown?: string };
  return [
    {
      path,
      variable: variableOf(path),
      kind: kindOf(inner),
      isSecret: secret === true,
      means: means ?? '',
      usual: shown ?? shownOf(schema.parse(undefined)),
    },
  ];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const isWrapper = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable;
  return isWrapper ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

function kindOf(schema: z.ZodType): ConfigKey['kind'] {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'flag';
  return schema instanceof z.ZodArray ? 'list' : 'text';
}

const variableOf = (path: readonly string[]): string =>
  `IQS_${path
    .join('_')
    .replace(/[A-Z]/g, (capital) => `_${capital}`)
    .toUpperCase()}`;

const shownOf = (value: unknown): string => {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? `\`${value}\`` : '';
};

/** All keys, in the order of the schema. */
export const configKeys: readonly ConfigKey[] = keysOf(configSchema, []);
