import { z } from 'zod';
import { custodies, partKinds, phases, productTypes, purposes, statementTopics, trusts } from '../../model/dossier.ts';
import { lineSchema as line } from './line-schema.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')
  .meta({ description: 'A short name of your own' });

const host = line.max(253).regex(/^[A-Za-z0-9*._:/-]+$/, 'a host name or an address');

/** The shape of product.yaml; its JSON Schema, for editors, is docs/spec/product.schema.json. */
export const productSchema = z
  .strictObject({
    iqs: z.literal('dossier/1').meta({ description: 'Which format this file is in' }),
    product: z.strictObject({
      name: line,
      model: line.nullable().default(null),
      maker: line,
      type: z.enum(productTypes),
      category: line.meta({ description: 'e.g. camera, router, lock, lamp' }),
      use: line.nullable().default(null).meta({ description: 'Intended use, in one sentence' }),
    }),
    parts: z
      .array(
        z.strictObject({
          id,
          kind: z.enum(partKinds),
          name: line,
          versions: z.array(z.strictObject({ version: line, hardware: line.nullable().default(null) })).default([]),
          embeds: z
            .array(z.strictObject({ component: line, version: line, hardware: line.nullable().default(null) }))
            .min(1)
            .optional()
            .meta({ description: 'Of a device, hub or module: the components it embeds or is, for component statements' }),
        }),
      )
      .min(1),
    evidence: z
      .array(
        z.strictObject({
          file: line.meta({ description: 'Path inside the dossier, with /' }),
          is: z.enum(purposes),
          part: id
            .nullable()
            .default(null)
            .meta({ description: 'Which part it speaks for; leave out when it speaks for the whole product' }),
          version: line.nullable().default(null),
          custody: z.enum(custodies).default('supplied'),
          origin: line.nullable().default(null).meta({ description: 'Where and when it was fetched or taken' }),
          device: line.nullable().default(null).meta({ description: 'Of a capture: the device under test, by MAC or IP address' }),
          phases: z.array(z.enum(phases)).default([]).meta({ description: 'Of a capture: what was done while it ran' }),
          adopted: z.boolean().default(false).meta({ description: 'True when taken over from findings of IQS itself' }),
        }),
      )
      .default([]),
    statements: z
      .array(
        z.strictObject({
          topic: z.enum(statementTopics),
          value: line,
          part: id.nullable().default(null),
          adopted: z.boolean().default(false),
        }),
      )
      .default([]),
    endpoints: z
      .array(
        z.strictObject({
          host: host.meta({ description: 'A name or an address' }),
          port: z.int().min(1).max(65535),
          transport: z.enum(['tcp', 'udp']).default('tcp'),
          part: id,
          trust: z
            .enum(trusts)
            .default('public')
            .meta({ description: "Whose certificates its clients trust: the public web's or the maker's own" }),
          permission: line.nullable().default(null).meta({ description: 'Who allowed it to be probed, when and how' }),
        }),
      )
      .default([])
      .meta({ description: 'Where the parts can be reached; iqs probe asks only these' }),
    thirdParties: z
      .array(
        z.strictObject({
          name: line,
          hosts: z
            .array(host)
            .min(1)
            .meta({ description: 'Names (*.example.org covers what is below) and addresses, also with a prefix length' }),
          purpose: line,
        }),
      )
      .default([])
      .meta({ description: "Other people's services that the product uses" }),
  })
  .meta({ title: 'IQS dossier, product.yaml' });

export type ProductFile = z.infer<typeof productSchema>;
