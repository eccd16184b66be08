import { canonicalJson } from '../../foundation/canonical-json.ts';
import { bundleLimits } from './bundle-limits.ts';
import { type BundleCode, bundleRefusal } from './bundle-refusal.ts';

/**
 * The value of a JSON file that is canonical: the one text of its value, so that no two readers see two values (a key twice, a number rounded).
 * Refuses everything else, and nesting beyond 64, with the code given.
 */
export function readCanonicalJson(content: Uint8Array, path: string, code: BundleCode): unknown {
  const text = decoded(content);
  if (text === null) throw bundleRefusal(code, 'not UTF-8', path);
  if (nesting(text) > bundleLimits.depth) throw bundleRefusal(code, `nested deeper than ${bundleLimits.depth}`, path);
  const value = parsed(text);
  if (value === undefined) throw bundleRefusal(code, 'no JSON', path);
  if (canonicalJson(value) !== text) throw bundleRefusal(code, 'not canonical JSON', path);
  return value;
}

function decoded(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Threat: a million brackets, which exhaust the stack of whoever walks the value. Counted before anything is parsed. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return deepest;
}
