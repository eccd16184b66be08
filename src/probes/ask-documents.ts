import type { Purpose } from '../model/dossier.ts';
import type { Answer, Place } from '../model/finding.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';
import { absent, concluded, unknown } from './answer.ts';
import { coverageObstacles } from './coverage.ts';

/** What a probe reads in one document. */
export type Reading = { readonly found: readonly Place[]; readonly obstacles: readonly Obstacle[]; readonly scope: string };

/** The maker's documents of a purpose; what was adopted from our own findings is none of them. */
export const documents = ({ subjects }: ProbeInput, purpose: Purpose): readonly Subject[] =>
  subjects.filter(({ item }) => item.is === purpose && !item.adopted);

/**
 * One answer for each document. What was fetched from where the maker publishes it is evidence; a copy that the maker handed in only
 * states what is published, so an answer in the maker's favour is then a statement. Evidence against counts from any custody.
 */
export function askDocuments(
  input: ProbeInput,
  purpose: Purpose,
  favourable: 'yes' | 'no',
  read: (text: string, subject: Subject) => Reading,
): readonly Answer[] {
  const subjects = documents(input, purpose);
  if (subjects.length === 0) return [absent(`no ${purpose} in the dossier`)];
  return subjects.map((subject) => {
    const { file, custody } = subject.item;
    const blocking = coverageObstacles(subject, input.unaccountedBytes);
    if (subject.text === null)
      return unknown([...blocking, { reason: 'unread', at: file, note: 'not a text of at most 1 MiB' }], file, [file]);
    const { found, obstacles, scope } = read(subject.text, subject);
    const answer = concluded(found, [...blocking, ...obstacles], `${scope} in ${file}`, [file]);
    if (custody !== 'supplied' || answer.outcome !== favourable) return answer;
    return { ...answer, basis: 'statement', scope: `${answer.scope}, as handed in by the maker`, evidence: [] };
  });
}

/** A document's sentences and list items with the line each starts on, from 1. Linear; a sentence ends at `.`, `;`, `!` or `?` before a space, or an empty line. */
export function sentencesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  const sentences: { line: number; text: string }[] = [];
  let open = false;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    // A heading, a list item or a `key: value` line begins anew.
    if (line === '' || /^(?:[#*\-•|]|\d+[.)] |[\w-]{1,40}: )/.test(line)) open = false;
    for (const piece of line.split(/(?<=[.;!?])\s+/)) {
      if (piece === '') continue;
      const last = sentences.at(-1);
      if (open && last !== undefined && last.text.length < longestSentence) last.text += ` ${piece.slice(0, longestSentence)}`;
      else sentences.push({ line: index + 1, text: piece.slice(0, longestSentence) });
      open = !/[.;!?]$/.test(piece);
    }
  });
  return sentences;
}

const longestSentence = 2000;
