import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import { askDocuments } from '../ask-documents.ts';
import { datesIn } from '../calendar.ts';
import { cra, en303645, psti } from '../references.ts';
import { statedAnswers } from '../statements.ts';
import { linePlace, supportEnds } from '../support-end.ts';

export const supportPeriodPublished: Probe = {
  id: 'support-period-published',
  title: 'Does the maker publish until when security updates come?',
  references: [en303645('5.3-13'), cra('Part II (8)'), psti('Schedule 1, paragraph 3')],
  limitations: [
    'Reads dates as RFC 3339 and as English writes them; other languages leave the answer unknown.',
    'A period without a date, such as five years from purchase, is not read.',
  ],
  needs: ['support-statement', 'test-record'],
  ask: (input) => [
    ...fromDocuments(input),
    ...statedAnswers(input, 'support-until', ({ value }) => (datesIn(value).length > 0 ? 'yes' : 'unknown')),
  ],
};

const fromDocuments = (input: ProbeInput): readonly Answer[] =>
  askDocuments(input, 'support-statement', 'yes', (text, subject) => {
    const found = supportEnds(text).map(({ line, date }) => linePlace(subject.item.file, line, `until ${date}`));
    return {
      found,
      obstacles: [{ reason: 'not-located', at: subject.item.file, note: 'no end of security updates was found; a person must read it' }],
      scope: 'the end of support',
    };
  });
