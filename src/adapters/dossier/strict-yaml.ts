import { isDeepStrictEqual } from 'node:util';
import type { Document } from 'yaml';
import { isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { ZodType } from 'zod';
import { UserError } from '../../foundation/user-error.ts';

export type YamlPath = readonly PropertyKey[];

/** A YAML file as parsed, and where in it things stand. */
export type YamlSource = { readonly name: string; readonly document: Document.Parsed; readonly lines: LineCounter };

type Format<T> = {
  readonly schema: ZodType<T>;
  /** Codes begin with it: `<prefix>_YAML`, `_AMBIGUOUS`, `_SHAPE`. */
  readonly prefix: string;
  /** The published schema, for the mend. */
  readonly see: string;
};

/**
 * Parses YAML (or JSON, which is YAML) strictly. Refuses with line and column: no YAML, an alias or absurd nesting (`_YAML`), a text that YAML 1.1 and
 * 1.2 read differently (`_AMBIGUOUS`), another shape (`_SHAPE`).
 */
export function readStrictYaml<T>(text: string, name: string, format: Format<T>): { readonly value: T; readonly source: YamlSource } {
  try {
    return readSource(text, name, format);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // What the YAML library could not bear, e.g. a thousand brackets in each other.
    throw new UserError(`${format.prefix}_YAML`, firstLine(String(error)), `${name}:1:1`, 'write it plainly, as the samples are');
  }
}

function readSource<T>(text: string, name: string, { schema, prefix, see }: Format<T>): { readonly value: T; readonly source: YamlSource } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2', logLevel: 'error' });
  const source = { name, document, lines };
  const [fault] = document.errors;
  if (fault) throw new UserError(`${prefix}_YAML`, firstLine(fault.message), position(source, fault.pos[0]), 'correct the YAML there');
  refuseAliases(source, prefix);
  refuseAmbiguous(text, source, prefix);
  const result = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? []);
    throw new UserError(
      `${prefix}_SHAPE`,
      `${path.join('.') || 'the file'}: ${issue?.message ?? 'does not fit'}`,
      yamlPlace(source, path),
      `see ${see}`,
    );
  }
  return { value: result.data, source };
}

/** Nine lines of aliases to aliases are a billion values, and a reader of the file sees none of them: there are none in a dossier. */
function refuseAliases(source: YamlSource, prefix: string): void {
  visit(source.document, {
    Alias: (_, { range }) => {
      throw new UserError(`${prefix}_YAML`, 'an alias', position(source, range?.[0] ?? 0), 'write the value out');
    },
  });
}

/** `yes`, `on`, `0777` or a bare date are one thing to half the world and another to the rest: such a file is refused, not guessed. */
function refuseAmbiguous(text: string, source: YamlSource, prefix: string): void {
  const old = parseDocument(text, { version: '1.1', logLevel: 'error' }).toJS({ maxAliasCount: 0 }) as unknown;
  const path = firstDifference(source.document.toJS({ maxAliasCount: 0 }), old, []);
  if (path)
    throw new UserError(
      `${prefix}_AMBIGUOUS`,
      `${path.join('.')}: YAML 1.1 and 1.2 read this value differently`,
      yamlPlace(source, path),
      'put it in quotes',
    );
}

function firstDifference(a: unknown, b: unknown, path: YamlPath): YamlPath | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
    for (const key of Object.keys(a)) {
      const inner = firstDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], [...path, key]);
      if (inner) return inner;
    }
  }
  return path;
}

/** `product.yaml:12:5` of the deepest node on the path that exists. */
export function yamlPlace(source: YamlSource, path: YamlPath): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = source.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return position(source, node.range[0]);
  }
  return `${source.name}:1:1`;
}

function position({ name, lines }: YamlSource, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${Math.max(1, line)}:${Math.max(1, col)}`;
}

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
