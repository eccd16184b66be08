import type { ShellNode } from './shell-reader.ts';
import type { Word } from './shell-tokens.ts';

/** Names that a loop's body may set, so that their first value is not taken for all rounds. */
export function assignedNames(loop: ShellNode): ReadonlySet<string> {
  const names = new Set<string>();
  const rest: unknown[] = [loop];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if ('assignments' in node && Array.isArray(node.assignments)) for (const { name } of node.assignments) names.add(name);
    if ('words' in node && Array.isArray(node.words)) for (const word of node.words) namesSetBy(word, names);
    for (const value of Object.values(node)) if (typeof value === 'object') rest.push(value);
  }
  return names;
}

/** `let i=i+1`, `read x`, `export X=1`: every bare word may be a name. */
function namesSetBy(word: Word, names: Set<string>): void {
  const first = word[0];
  if (first?.kind === 'text' && !first.quoted) names.add(/^[A-Za-z_]\w*/.exec(first.text)?.[0] ?? '');
}
