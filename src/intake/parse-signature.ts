import type { ComponentSignature, SignatureRule } from '../model/tables.ts';

/** Bytes looked at on each side of an anchor when a rule does not say. */
const usualReach = 512;

/**
 * A file of `catalogue/signatures`, already read as YAML, with the omissible parts filled in.
 * Throws `TypeError` for what is none: the catalogue is ours, so that is a mistake of ours.
 */
export function parseSignature(value: unknown): ComponentSignature {
  const { name, purl, cpe, rules } = record(value);
  if (!Array.isArray(rules) || rules.length === 0) throw new TypeError(`${String(name)}: no rules`);
  return Object.freeze({ name: text(name), purl: text(purl), cpe: cpe === null ? null : text(cpe), rules: Object.freeze(rules.map(parseRule)) });
}

function parseRule(value: unknown): SignatureRule {
  const { anchors, requires, patterns, paths, reach } = record(value);
  const rule = {
    anchors: texts(anchors),
    requires: texts(requires),
    patterns: texts(patterns),
    paths: texts(paths),
    reach: reach === undefined ? usualReach : Number(reach),
  };
  if (rule.anchors.length === 0 || rule.patterns.length === 0 || !Number.isInteger(rule.reach)) throw new TypeError('a rule needs anchors and patterns');
  return Object.freeze(rule);
}

function record(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object') throw new TypeError('a signature is a mapping');
  return value as Record<string, unknown>;
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new TypeError('a text is missing');
  return value;
}

const texts = (value: unknown): readonly string[] => (value === undefined ? [] : Object.freeze((value as readonly unknown[]).map(text)));
