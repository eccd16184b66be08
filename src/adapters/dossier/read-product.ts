import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Document } from 'yaml';
import { isNode, LineCounter, parseDocument, visit } from 'yaml';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier } from '../../model/dossier.ts';
import type { ProductFile } from './product-schema.ts';
import { productSchema } from './product-schema.ts';

type Path = readonly PropertyKey[];
/** A dossier, and where in the file each piece of evidence is named (`product.yaml:12:11`). */
export type ReadProduct = { readonly dossier: Dossier; readonly evidenceAt: readonly string[] };

type Source = { readonly name: string; readonly document: Document.Parsed; readonly lines: LineCounter };

/**
 * Parses product.yaml strictly. Refuses with line and column: no YAML, an alias or absurd nesting (`DOSSIER_YAML`), a text that YAML 1.1 and
 * 1.2 read differently (`DOSSIER_AMBIGUOUS`), another shape (`DOSSIER_SHAPE`), a name used twice (`DOSSIER_DUPLICATE`) or that nothing has
 * (`DOSSIER_UNKNOWN_PART`, `DOSSIER_UNKNOWN_VERSION`).
 */
export function readProduct(text: string, name: string): ReadProduct {
  try {
    return readSource(text, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // What the YAML library could not bear, e.g. a thousand brackets in each other.
    throw new UserError('DOSSIER_YAML', firstLine(String(error)), `${name}:1:1`, 'write it plainly, as the samples are');
  }
}

function readSource(text: string, name: string): ReadProduct {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2', logLevel: 'error' });
  const source = { name, document, lines };
  const [fault] = document.errors;
  if (fault) throw new UserError('DOSSIER_YAML', firstLine(fault.message), position(source, fault.pos[0]), 'correct the YAML there');
  refuseAliases(source);
  refuseAmbiguous(text, source);
  const result = productSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? []);
    throw new UserError(
      'DOSSIER_SHAPE',
      `${path.join('.') || 'the file'}: ${issue?.message ?? 'does not fit'}`,
      place(source, path),
      'see docs/spec/product.schema.json',
    );
  }
  return checked(result.data, source);
}

/** Nine lines of aliases to aliases are a billion values, and a reader of the file sees none of them: there are none in a dossier. */
function refuseAliases(source: Source): void {
  visit(source.document, {
    Alias: (_, { range }) => {
      throw new UserError('DOSSIER_YAML', 'an alias', position(source, range?.[0] ?? 0), 'write the value out');
    },
  });
}

/** `yes`, `on`, `0777` or a bare date are one thing to half the world and another to the rest: such a file is refused, not guessed. */
function refuseAmbiguous(text: string, source: Source): void {
  const old = parseDocument(text, { version: '1.1', logLevel: 'error' }).toJS({ maxAliasCount: 0 }) as unknown;
  const path = firstDifference(source.document.toJS({ maxAliasCount: 0 }), old, []);
  if (path)
    throw new UserError(
      'DOSSIER_AMBIGUOUS',
      `${path.join('.')}: YAML 1.1 and 1.2 read this value differently`,
      place(source, path),
      'put it in quotes',
    );
}

function firstDifference(a: unknown, b: unknown, path: Path): Path | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
    for (const key of Object.keys(a)) {
      const inner = firstDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], [...path, key]);
      if (inner) return inner;
    }
  }
  return path;
}

function checked(file: ProductFile, source: Source): ReadProduct {
  const parts = new Set<string>();
  file.parts.forEach((part, index) => {
    if (parts.has(part.id))
      throw new UserError(
        'DOSSIER_DUPLICATE',
        `a second part ${part.id}`,
        place(source, ['parts', index, 'id']),
        'give each part its own id',
      );
    parts.add(part.id);
  });
  const known = (part: string | null, path: Path): void => {
    if (part !== null && !parts.has(part)) {
      throw new UserError('DOSSIER_UNKNOWN_PART', `no part ${part}`, place(source, path), `use one of: ${[...parts].join(', ')}`);
    }
  };
  const files = new Set<string>();
  file.evidence.forEach((item, index) => {
    known(item.part, ['evidence', index, 'part']);
    refuseOtherVersion(file, item, place(source, ['evidence', index, 'version']));
    if (files.has(posix.normalize(item.file)))
      throw new UserError(
        'DOSSIER_DUPLICATE',
        `${item.file} stands here twice`,
        place(source, ['evidence', index, 'file']),
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
    evidenceAt: file.evidence.map((_, index) => place(source, ['evidence', index, 'file'])),
  };
}

/** Evidence of a version that the part does not have would speak for something that is not assessed. */
function refuseOtherVersion(file: ProductFile, item: ProductFile['evidence'][number], where: string): void {
  const versions = (file.parts.find((part) => part.id === item.part)?.versions ?? []).map(({ version }) => version);
  if (item.version === null || versions.length === 0 || versions.includes(item.version)) return;
  throw new UserError('DOSSIER_UNKNOWN_VERSION', `the part has no version ${item.version}`, where, `use one of: ${versions.join(', ')}`);
}

/** `product.yaml:12:5` of the deepest node on the path that exists. */
function place(source: Source, path: Path): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = source.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return position(source, node.range[0]);
  }
  return `${source.name}:1:1`;
}

function position({ name, lines }: Source, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${Math.max(1, line)}:${Math.max(1, col)}`;
}

const lineOf = (source: Source, path: Path): string => place(source, path).replace(/:\d+$/, '');

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
