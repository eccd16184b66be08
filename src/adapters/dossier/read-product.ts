import { isDeepStrictEqual } from 'node:util';
import type { Document } from 'yaml';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier } from '../../model/dossier.ts';
import type { ProductFile } from './product-schema.ts';
import { productSchema } from './product-schema.ts';

type Path = readonly PropertyKey[];
type Source = { readonly name: string; readonly document: Document.Parsed; readonly lines: LineCounter };

/**
 * Parses product.yaml strictly. Refuses with line and column: no YAML (`DOSSIER_YAML`), a text that YAML 1.1 and 1.2 read differently
 * (`DOSSIER_AMBIGUOUS`), another shape (`DOSSIER_SHAPE`), a name used twice (`DOSSIER_DUPLICATE`) or that nothing has (`DOSSIER_UNKNOWN_PART`).
 */
export function readProduct(text: string, name: string): Dossier {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  const source = { name, document, lines };
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new UserError('DOSSIER_YAML', firstLine(fault.message), `${name}:${line}:${col}`, 'correct the YAML there');
  }
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

/** `yes`, `on`, `0777` or a bare date are one thing to half the world and another to the rest: such a file is refused, not guessed. */
function refuseAmbiguous(text: string, source: Source): void {
  const old = parseDocument(text, { version: '1.1' }).toJS({ maxAliasCount: 0 }) as unknown;
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

function checked(file: ProductFile, source: Source): Dossier {
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
    if (files.has(item.file))
      throw new UserError(
        'DOSSIER_DUPLICATE',
        `${item.file} stands here twice`,
        place(source, ['evidence', index, 'file']),
        'name each file once',
      );
    files.add(item.file);
  });
  file.statements.forEach((statement, index) => known(statement.part, ['statements', index, 'part']));
  const statements = file.statements.map((statement, index) => ({ ...statement, at: lineOf(source, ['statements', index]) }));
  return { product: file.product, parts: file.parts, evidence: file.evidence, statements };
}

/** `product.yaml:12:5` of the deepest node on the path that exists. */
function place({ name, document, lines }: Source, path: Path): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return `${name}:${line}:${col}`;
    }
  }
  return `${name}:1:1`;
}

const lineOf = (source: Source, path: Path): string => place(source, path).replace(/:\d+$/, '');

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
