import type { Case, Measure, ProductChange, Proposal } from '../model/case.ts';
import type { EventOf } from './event-of.ts';
import { personOf } from './person-of.ts';

type SurveillanceEvent = EventOf<'surveillance'>;

// budget: one flat switch, an act a case.
export function applySurveillance(before: Case, event: SurveillanceEvent): Case {
  const signed = { by: personOf(event), at: event.at };
  const back = before.standing ?? 'in-force';
  switch (event.name) {
    case 'propose': {
      const proposal: Proposal = { id: `proposal-${before.proposals.length + 1}`, ...event.input, at: event.at, closed: null };
      return { ...before, proposals: [...before.proposals, proposal] };
    }
    case 'dismiss-proposal':
      return withProposal(before, event.input.proposal, { plausible: false, words: event.input.words, ...signed });
    case 'put-under-review': {
      const { proposal, reason } = event.input;
      return { ...withProposal(before, proposal, { plausible: true, words: reason, ...signed }), state: 'under-review' };
    }
    case 'close-review':
      return { ...before, state: before.state === 'renewed' ? 'renewed' : back, measure: null, remedy: null };
    case 'announce-measure':
      return { ...before, measure: announced(event) };
    case 'answer-measure':
      return before.measure === null
        ? before
        : { ...before, measure: { ...before.measure, answer: { words: event.input.words, ...signed } } };
    case 'propose-remedy':
      return { ...before, remedy: { words: event.input.words, ...signed } };
    case 'suspend':
      return { ...before, state: 'suspended', measure: null, suspension: { ...signed, until: event.due ?? event.at, extendedBy: null } };
    case 'extend-suspension':
      return before.suspension === null
        ? before
        : { ...before, suspension: { ...before.suspension, until: event.input.until, extendedBy: signed.by } };
    case 'reinstate':
      return { ...before, state: back, measure: null, remedy: null, suspension: null };
    case 'reduce': {
      const certificate = before.certificate === null ? null : { ...before.certificate, letter: event.input.letter };
      return { ...before, state: 'reduced', standing: 'reduced', measure: null, suspension: null, certificate };
    }
    case 'withdraw':
      return ended(before, 'withdrawn', event.input.reason);
    case 'terminate':
      return ended(before, 'terminated', event.input.reason);
    case 'lapse':
      return ended(before, 'lapsed', event.input.reason);
    case 'report-change':
      return { ...before, changes: [...before.changes, reported(before, event)] };
    case 'cover-change':
      return withCovered(before, event.input.change, { words: event.input.words, ...signed });
    case 'record-renewal':
      return ended(before, 'renewed', event.input.by);
    case 'expire':
      // Of a renewed one, the case that took its place stays written down.
      return ended(before, 'expired', before.state === 'renewed' ? (before.ended ?? 'expired') : 'expired');
  }
}

const ended = (before: Case, state: Case['state'], reason: string): Case => ({
  ...before,
  state,
  measure: null,
  suspension: null,
  ended: reason,
});

function withProposal(before: Case, id: string | null, closed: NonNullable<Proposal['closed']>): Case {
  return { ...before, proposals: before.proposals.map((each) => (each.id === id ? { ...each, closed } : each)) };
}

const withCovered = (before: Case, id: string, confirmed: NonNullable<ProductChange['confirmed']>): Case => ({
  ...before,
  changes: before.changes.map((each) => (each.id === id ? { ...each, covered: true, confirmed } : each)),
});

const announced = (event: Extract<SurveillanceEvent, { readonly name: 'announce-measure' }>): Measure => ({
  ...event.input,
  announcedBy: personOf(event),
  announcedAt: event.at,
  hearUntil: event.due ?? event.at,
  answer: null,
});

/** A security update from an assessed process is covered at once (1-product, promise 6); anything else when an officer covers it. */
function reported(before: Case, { input, at }: Extract<SurveillanceEvent, { readonly name: 'report-change' }>): ProductChange {
  const { kind, part, version, hardware, digests, words } = input;
  return {
    id: `change-${before.changes.length + 1}`,
    kind: kind === 'security-only' ? kind : 'minor',
    part,
    version,
    hardware,
    digests,
    words,
    reportedAt: at,
    covered: kind === 'security-only',
  };
}
