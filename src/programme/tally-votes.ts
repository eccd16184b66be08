import type { Vote, VoteOutcome } from '../model/case.ts';
import { type LabelLetter, labelLetters } from '../model/label-claims.ts';
import { type Letter, rank } from '../model/letter.ts';

/**
 * What the votes of a whole committee come to. Granted where `quorum` members grant and they outnumber those who refuse (ties refuse); the letter is the best one that `quorum`
 * members hold the product to deserve at least, so never above the computed one. Sent back where `quorum` members send back. Refused otherwise.
 */
export function tallyVotes(votes: readonly Vote[], quorum: number, computed: Letter | null): VoteOutcome {
  const granted = votes.flatMap(({ choice }) => grantedLetter(choice, computed) ?? []).sort((a, b) => rank(b) - rank(a));
  const refusing = votes.filter(({ choice }) => choice.kind === 'refuse').length;
  const letter = granted[quorum - 1];
  if (letter !== undefined && granted.length > refusing) return { kind: 'grant', letter };
  return votes.filter(({ choice }) => choice.kind === 'send-back').length >= quorum ? { kind: 'send-back' } : { kind: 'refuse' };
}

/** Whether a vote stands behind an outcome: who asked for less than what is granted dissents. */
export const supports = ({ choice }: Vote, outcome: VoteOutcome, computed: Letter | null): boolean => {
  if (outcome.kind !== 'grant') return choice.kind === outcome.kind;
  const letter = grantedLetter(choice, computed);
  return letter !== null && rank(letter) >= rank(outcome.letter);
};

function grantedLetter(choice: Vote['choice'], computed: Letter | null): LabelLetter | null {
  if (choice.kind === 'lower') return choice.letter;
  return choice.kind === 'confirm' ? (labelLetters.find((letter) => letter === computed) ?? null) : null;
}
