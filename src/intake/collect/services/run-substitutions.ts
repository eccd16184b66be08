import { type Call, type Frame, type Outcome, within } from './boot-frame.ts';
import type { BootTexts } from './boot-texts.ts';
import type { ShellNode } from './shell-reader.ts';
import type { Word } from './shell-tokens.ts';

/** What of a walk substitutions need. */
type SubstitutionWalk = {
  readonly texts: BootTexts;
  readonly gap: (call: Call, name: string) => void;
  readonly spend: (steps: number) => void;
  readonly run: (node: ShellNode, frame: Frame) => Outcome;
};

/** Carries out the commands inside `$(…)` of words, as a shell does to expand them; what they print stays unknown. */
export function runSubstitutions(walk: SubstitutionWalk, frame: Frame, line: number, words: readonly Word[]): void {
  for (const word of words)
    for (const part of word) {
      if (part.kind === 'text') continue;
      const call: Call = { line, frame, fields: [{ text: part.raw, known: false }] };
      if (part.kind === 'variable') {
        if (/\$\(|`/.test(part.operand) || (part.operator === '?' && /\$\(|`/.test(part.raw))) walk.gap(call, '');
        continue;
      }
      const arithmetic = part.raw.startsWith('$((');
      if (arithmetic && !/\$\(|`/.test(part.inner)) continue;
      if (part.inner.includes('\\`') || (arithmetic && part.inner.includes('"'))) walk.gap(call, '');
      walk.spend(part.inner.length / 64); // nested ones are read again at each level
      const commands = arithmetic ? `: "${part.inner.slice(1)}"` : part.inner;
      within(
        walk.run(walk.texts.substitution(commands), { ...frame, variables: new Map(frame.variables), line, kept: false, tail: false }),
        15,
      );
    }
}
