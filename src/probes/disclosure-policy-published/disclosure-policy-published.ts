import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { askDocuments, sentencesOf } from '../ask-documents.ts';
import { cra, en303645, psti } from '../references.ts';
import { statedAnswers } from '../statements.ts';

export const disclosurePolicyPublished: Probe = {
  id: 'disclosure-policy-published',
  title: 'Does the maker publish when reports are acknowledged and when reporters hear how it goes on until it is solved?',
  references: [en303645('5.2-1'), cra('Part II (5)'), psti('Schedule 1, paragraph 2')],
  limitations: [
    'Knows the usual English phrases only: a policy in other words is unknown, never no.',
    'That the times are kept is not tried.',
  ],
  needs: ['disclosure-policy', 'test-record'],
  ask: (input) => [...fromDocuments(input), ...statedAnswers(input, 'disclosure-policy', () => 'yes')],
};

const amount = '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty)(?: ?\\(\\d{1,3}\\))?';
const time = new RegExp(`\\b${amount}[ -](?:(?:working|business|calendar) )?(?:hours?|days?|weeks?|months?)\\b`, 'i');
const rhythm = /\b(?:daily|weekly|fortnightly|biweekly|monthly|every (?:other )?(?:day|week|month))\b/i;
const acknowledges =
  /\backnowledg|\bconfirm(?:s|ed|ation)?\b.{0,30}\breceipt|\bfirst response|\binitial response|\breceipt of (?:your|the) report/i;
const informs =
  /\bstatus\b|\bprogress\b|\bkeep (?:you|the (?:reporter|researcher|finder)) (?:informed|updated|posted)|\bupdates? (?:you|the (?:reporter|researcher|finder))\b/i;

const fromDocuments = (input: ProbeInput): readonly Answer[] =>
  askDocuments(input, 'disclosure-policy', 'yes', (text, { item }) => {
    const sentences = sentencesOf(text);
    const acknowledged = sentences.find((sentence) => acknowledges.test(sentence.text) && time.test(sentence.text));
    const informed = sentences.find((sentence) => informs.test(sentence.text) && (time.test(sentence.text) || rhythm.test(sentence.text)));
    const places = [acknowledged, informed].flatMap((sentence) =>
      sentence === undefined ? [] : [{ at: `${item.file}:${sentence.line}`, note: sentence.text }],
    );
    const open = (what: string): Obstacle => ({
      reason: 'not-located',
      at: item.file,
      note: `no ${what} was found; a person must read it`,
    });
    const obstacles = [...(acknowledged ? [] : [open('time of acknowledgement')]), ...(informed ? [] : [open('time of status updates')])];
    return { found: obstacles.length === 0 ? places : [], obstacles, scope: 'times of acknowledgement and of status updates' };
  });
