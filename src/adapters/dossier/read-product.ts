import { posix } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier, PartKind } from '../../model/dossier.ts';
import type { ProductFile } from './product-schema.ts';
import { productSchema } from './product-schema.ts';
import { readStrictYaml, type YamlPath, type YamlSource, yamlPlace } from './strict-yaml.ts';

/** A dossier, and where in the file each piece of evidence is named (`product.yaml:12:11`). */
export type ReadProduct = { readonly dossier: Dossier; readonly evidenceAt: readonly string[] };

/**
 * Parses product.yaml strictly. Refuses with line and column: no YAML, an alias or absurd nesting (`DOSSIER_YAML`), a text that YAML 1.1 and
 * 1.2 read differently (`DOSSIER_AMBIGUOUS`), another shape (`DOSSIER_SHAPE`), a name used twice (`DOSSIER_DUPLICATE`) or that nothing has
 * (`DOSSIER_UNKNOWN_PART`, `DOSSIER_UNKNOWN_VERSION`), a component in a part that can hold none (`DOSSIER_NO_HOST`).
 */
export function readProduct(text: string, name: string): ReadProduct {
  const format = { schema: productSchema, prefix: 'DOSSIER', see: 'docs/spec/product.schema.json' };
  const { value, source } = readStrictYaml(text, name, format);
  return checked(value, source);
}

function checked(file: ProductFile, source: YamlSource): ReadProduct {
  const parts = new Set<string>();
  file.parts.forEach((part, index) => {
    if (parts.has(part.id))
      throw new UserError(
        'DOSSIER_DUPLICATE',
        `a second part ${part.id}`,
        yamlPlace(source, ['parts', index, 'id']),
        'give each part its own id',
      );
    parts.add(part.id);
  });
  const known = (part: string | null, path: YamlPath): void => {
    if (part !== null && !parts.has(part)) {
      throw new UserError('DOSSIER_UNKNOWN_PART', `no part ${part}`, yamlPlace(source, path), `use one of: ${[...parts].join(', ')}`);
    }
  };
  refuseEmbedding(file, source);
  const files = new Set<string>();
  file.evidence.forEach((item, index) => {
    known(item.part, ['evidence', index, 'part']);
    refuseStatementWithoutHost(file, item, yamlPlace(source, ['evidence', index, 'is']));
    refuseOtherVersion(file, item, yamlPlace(source, ['evidence', index, 'version']));
    if (files.has(posix.normalize(item.file)))
      throw new UserError(
        'DOSSIER_DUPLICATE',
        `${item.file} stands here twice`,
        yamlPlace(source, ['evidence', index, 'file']),
        'name each file once',
      );
    files.add(posix.normalize(item.file));
  });
  file.statements.forEach((statement, index) => known(statement.part, ['statements', index, 'part']));
  file.endpoints.forEach((endpoint, index) => known(endpoint.part, ['endpoints', index, 'part']));
  const statements = file.statements.map((statement, index) => ({ ...statement, at: lineOf(source, ['statements', index]) }));
  return {
    dossier: {
      product: file.product,
      parts: file.parts,
      evidence: file.evidence,
      statements,
      endpoints: file.endpoints,
      thirdParties: file.thirdParties,
    },
    evidenceAt: file.evidence.map((_, index) => yamlPlace(source, ['evidence', index, 'file'])),
  };
}

/** Parts that can be or hold a component. */
const hosts: readonly PartKind[] = ['device', 'hub', 'module'];

/** What is built in is said of the part it is built into. */
function refuseEmbedding(file: ProductFile, source: YamlSource): void {
  file.parts.forEach((part, index) => {
    if (part.embeds !== undefined && !hosts.includes(part.kind))
      throw new UserError(
        'DOSSIER_NO_HOST',
        `a part of kind ${part.kind} embeds nothing`,
        yamlPlace(source, ['parts', index, 'embeds']),
        `say it of a part that is one of: ${hosts.join(', ')}`,
      );
  });
}

/** A component statement speaks for what one part embeds, never for the product at large. */
function refuseStatementWithoutHost(file: ProductFile, item: ProductFile['evidence'][number], where: string): void {
  if (item.is !== 'component-statement') return;
  const kind = file.parts.find((part) => part.id === item.part)?.kind;
  if (kind === undefined || !hosts.includes(kind))
    throw new UserError(
      'DOSSIER_NO_HOST',
      'a component statement without the part that embeds it',
      where,
      `give it a part that is one of: ${hosts.join(', ')}`,
    );
}

/** Evidence of a version that the part does not have would speak for something that is not assessed. */
function refuseOtherVersion(file: ProductFile, item: ProductFile['evidence'][number], where: string): void {
  const versions = (file.parts.find((part) => part.id === item.part)?.versions ?? []).map(({ version }) => version);
  if (item.version === null || versions.length === 0 || versions.includes(item.version)) return;
  throw new UserError('DOSSIER_UNKNOWN_VERSION', `the part has no version ${item.version}`, where, `use one of: ${versions.join(', ')}`);
}

const lineOf = (source: YamlSource, path: YamlPath): string => yamlPlace(source, path).replace(/:\d+$/, '');
