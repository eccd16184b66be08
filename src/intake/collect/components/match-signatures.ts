import { latin1 } from '../../../foundation/byte-reader.ts';
import type { CollectorContext } from '../../../model/collector.ts';
import type { ComponentSignature, SignatureRule } from '../../../model/tables.ts';
import type { Entry } from '../../../model/unpacked.ts';

export type SignatureMatch = { readonly signature: ComponentSignature; readonly version: string };

/** Finds the components whose strings stand in a file. Throws `DecodeError` where the file cannot be read. */
export type SignatureMatcher = (entry: Entry, read: () => Uint8Array) => readonly SignatureMatch[];

type CompiledRule = {
  readonly signature: ComponentSignature;
  readonly order: number;
  readonly reach: number;
  readonly requires: readonly number[];
  readonly patterns: readonly RegExp[];
  readonly paths: readonly RegExp[];
};

/** An anchor that stands in a file more often than this tells nothing new. */
const mostWindows = 16;
/** Beyond this reach a version stands in no relation to its anchor, so it must be the only one. */
const nearby = 4096;

/** Compiles the catalogue's signatures once for all files of the evidence. */
export function signatureMatcher({ tables, needles }: CollectorContext): SignatureMatcher {
  const indexOf = new Map(needles.map((needle, index) => [needle, index]));
  const byAnchor = new Map<number, CompiledRule[]>();
  let order = 0;
  for (const signature of tables.signatures) {
    for (const rule of signature.rules) {
      const compiled = compileRule(signature, rule, order++, indexOf);
      for (const anchor of rule.anchors) {
        const index = indexOf.get(anchor);
        if (index !== undefined) byAnchor.set(index, [...(byAnchor.get(index) ?? []), compiled]);
      }
    }
  }
  return (entry, read) => {
    const found = new Map<string, SignatureMatch>();
    for (const [rule, offsets] of rulesFor(entry, byAnchor)) {
      if (found.has(rule.signature.name)) continue;
      const version = versionNear(rule, offsets, needles, read());
      if (version !== null) found.set(rule.signature.name, { signature: rule.signature, version });
    }
    return [...found.values()];
  };
}

function compileRule(
  signature: ComponentSignature,
  rule: SignatureRule,
  order: number,
  indexOf: ReadonlyMap<string, number>,
): CompiledRule {
  return {
    signature,
    order,
    reach: rule.reach,
    requires: rule.requires.map((needle) => indexOf.get(needle) ?? -1),
    patterns: rule.patterns.map((pattern) => new RegExp(pattern, 'g')),
    paths: rule.paths.map((path) => new RegExp(path)),
  };
}

type Anchor = { readonly needle: number; readonly offset: number };

/** The rules whose anchors, requirements and paths the file meets, in the catalogue's order, with the places of their anchors. */
function rulesFor(
  entry: Entry,
  byAnchor: ReadonlyMap<number, readonly CompiledRule[]>,
): readonly (readonly [CompiledRule, readonly Anchor[]])[] {
  const present = new Set(entry.hits.map((hit) => hit.needle));
  const anchors = new Map<CompiledRule, Anchor[]>();
  for (const hit of entry.hits) {
    for (const rule of byAnchor.get(hit.needle) ?? []) {
      const places = anchors.get(rule);
      if (places === undefined) anchors.set(rule, [hit]);
      else if (places.length < mostWindows) places.push(hit);
    }
  }
  return [...anchors]
    .filter(([rule]) => rule.requires.every((needle) => present.has(needle)))
    .filter(([rule]) => rule.paths.length === 0 || rule.paths.some((path) => path.test(entry.path)))
    .sort(([a], [b]) => a.order - b.order);
}

function versionNear(rule: CompiledRule, anchors: readonly Anchor[], needles: readonly string[], bytes: Uint8Array): string | null {
  const wide = rule.reach > nearby;
  for (const pattern of rule.patterns) {
    for (const { needle, offset } of wide ? anchors.slice(0, 1) : anchors) {
      const from = Math.max(0, offset - rule.reach);
      const to = Math.min(bytes.length, offset + (needles[needle] as string).length + rule.reach);
      // A file's edge ends a string as a NUL would.
      const window = `\0${latin1(bytes.subarray(from, to))}\0`;
      const version = wide ? onlyVersion(pattern, window) : nearestVersion(pattern, window, offset - from + 1);
      if (version !== null) return version;
    }
  }
  return null;
}

function nearestVersion(pattern: RegExp, window: string, anchor: number): string | null {
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const match of overlapping(pattern, window)) {
    const distance = Math.max(0, match.index - anchor, anchor - (match.index + match[0].length));
    if (distance >= least) continue;
    least = distance;
    nearest = match.groups?.['version'] ?? null;
  }
  return nearest;
}

function onlyVersion(pattern: RegExp, window: string): string | null {
  const versions = new Set<string>();
  for (const match of overlapping(pattern, window)) {
    versions.add(match.groups?.['version'] ?? '');
    if (versions.size > 1) return null;
  }
  const [only] = versions;
  return only === undefined || only === '' ? null : only;
}

/** All matches, those too that begin with the separator another one ends with. */
function* overlapping(pattern: RegExp, window: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(window); match !== null; match = pattern.exec(window)) {
    yield match;
    pattern.lastIndex = match.index + 1;
  }
}
