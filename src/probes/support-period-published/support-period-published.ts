import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { askDocuments } from '../ask-documents.ts';
import { datesIn } from '../dates-in.ts';
import { cra, en303645, psti } from '../references.ts';
import { statedAnswers } from '../statements.ts';
import { isTooFar, linePlace, supportEnds } from '../support-end.ts';

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
    ...statedAnswers(input, 'support-until', ({ value }) => {
      const dates = datesIn(value);
      return dates.length > 0 && !dates.some((date) => isTooFar(date, input.asOf)) ? 'yes' : 'unknown';
    }),
  ],
};

const fromDocuments = (input: ProbeInput): readonly Answer[] =>
  askDocuments(input, 'support-statement', 'yes', (text, subject) => {
    const { file } = subject.item;
    const { ends, denied } = supportEnds(text);
    const far = ends.filter(({ date }) => isTooFar(date, input.asOf));
    const found = ends.map(({ line, date }) => linePlace(file, line, `until ${date}`));
    const none: Obstacle = { reason: 'not-located', at: file, note: 'no end of security updates was found; a person must read it' };
    return {
      found: far.length + denied.length > 0 ? [] : found,
      obstacles: [
        ...far.map(({ line, date }): Obstacle => ({ ...linePlace(file, line, `${date} is too far to be meant`), reason: 'conflict' })),
        ...denied.map(
          ({ line, date }): Obstacle => ({ ...linePlace(file, line, `something is denied near ${date}`), reason: 'not-located' }),
        ),
        none,
      ],
      scope: 'the end of support',
    };
  });
