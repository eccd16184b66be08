import type { Case, Nonconformity } from '../model/case.ts';
import type { EventOf } from './event-of.ts';
import { latestAssessment } from './latest-assessment.ts';
import { personOf } from './person-of.ts';

export function applyEvaluation(before: Case, event: EventOf<'evaluation'>): Case {
  const signed = { by: personOf(event), at: event.at };
  switch (event.name) {
    case 'begin-evaluation':
      return { ...before, state: 'in-evaluation' };
    case 'raise-nonconformity': {
      const raised: Nonconformity = {
        id: `nc-${before.nonconformities.length + 1}`,
        criterion: event.input.criterion,
        words: event.input.words,
        raisedBy: signed.by,
        raisedAt: signed.at,
        answers: [],
        closed: null,
      };
      return { ...before, state: 'nonconformities-open', nonconformities: [...before.nonconformities, raised] };
    }
    case 'answer-nonconformity':
      return withNonconformity(before, event.input.nonconformity, (each) => ({
        ...each,
        answers: [...each.answers, { words: event.input.words, ...signed }],
      }));
    case 'close-nonconformity': {
      const after = withNonconformity(before, event.input.nonconformity, (each) => ({
        ...each,
        closed: { words: event.input.words, ...signed },
      }));
      return after.nonconformities.every(({ closed }) => closed !== null) ? { ...after, state: 'in-evaluation' } : after;
    }
    case 'complete-evaluation': {
      const assessment = latestAssessment(before, 'official')?.digest ?? '';
      return { ...before, state: 'evaluated', evaluation: { words: event.input.words, assessment, ...signed } };
    }
    case 'take-up-review':
      return { ...before, state: 'in-review' };
    case 'return-to-evaluation':
      return { ...before, state: 'in-evaluation', evaluation: null };
  }
}

const withNonconformity = (before: Case, id: string, change: (each: Nonconformity) => Nonconformity): Case => ({
  ...before,
  nonconformities: before.nonconformities.map((each) => (each.id === id ? change(each) : each)),
});
