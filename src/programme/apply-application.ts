import type { Case, PlacedEvidence } from '../model/case.ts';
import type { EventOf } from './event-of.ts';
import { personOf } from './person-of.ts';

type ApplicationEvent = EventOf<'application'>;

export function applyApplication(before: Case | null, event: ApplicationEvent, id: string): Case {
  if (event.name === 'open') return opened(event, id);
  if (before === null) throw new Error(`case ${id} begins with ${event.name}`);
  switch (event.name) {
    case 'describe':
      return { ...before, description: event.input.description };
    case 'state':
      return { ...before, statements: event.input.statements };
    case 'add-evidence':
      return { ...before, evidence: [...before.evidence, placed(event)] };
    case 'remove-evidence':
      return { ...before, evidence: before.evidence.filter(({ file }) => file !== event.input.file) };
    case 'choose-laboratory':
      return { ...before, laboratory: event.input.laboratory };
    case 'request-assessment':
      return { ...before, assessing: event.input.purpose };
    case 'record-assessment':
      return { ...before, assessing: null, assessments: [...before.assessments, event.input.assessment] };
    case 'record-failure':
      return { ...before, assessing: null };
    case 'submit': {
      const { agreement, earlierRefusals } = event.input;
      return { ...before, state: 'submitted', agreement: { version: agreement, earlierRefusals, by: personOf(event), at: event.at } };
    }
    case 'cancel':
      return { ...before, state: 'cancelled', ended: event.input.reason };
    case 'accept':
      return { ...before, state: 'accepted' };
    case 'reject':
      return { ...before, state: 'rejected', ended: event.input.reason };
    case 'return-application':
      return { ...before, state: 'draft' };
  }
}

const placed = (event: Extract<ApplicationEvent, { readonly name: 'add-evidence' }>): PlacedEvidence => ({
  ...event.input.evidence,
  by: personOf(event),
  role: event.by.kind === 'person' ? event.by.role : 'evaluator',
  at: event.at,
});

const opened = (event: Extract<ApplicationEvent, { readonly name: 'open' }>, id: string): Case => ({
  id,
  version: 0,
  state: 'draft',
  openedBy: personOf(event),
  openedAt: event.at,
  since: event.at,
  ...event.input,
  laboratory: null,
  description: null,
  statements: [],
  evidence: [],
  agreement: null,
  assessments: [],
  assessing: null,
  nonconformities: [],
  evaluation: null,
  review: null,
  committee: null,
  decision: null,
  certificate: null,
  measure: null,
  suspension: null,
  standing: null,
  proposals: [],
  remedy: null,
  changes: [],
  hats: [],
  ended: null,
});
