import type { Case } from '../model/case.ts';
import type { LabelLetter } from '../model/label-claims.ts';
import type { RegisterEvent } from '../model/register-entry.ts';
import { applyEvent } from './apply-event.ts';
import type { CaseEvent } from './case-event.ts';

type Told = Extract<RegisterEvent, { readonly event: 'suspended' | 'reinstated' | 'withdrawn' | 'expired' | 'version-added' }>;

/** An entry about a certificate without its number, as it is to stand in the register. */
export type ToldStep = Told extends infer Each ? (Each extends Told ? Omit<Each, 'number'> : never) : never;

/** A new label, or a lower one under the same number (`lowered`: why); who decided it when. */
export type IssueStep = {
  readonly kind: 'issue';
  readonly letter: LabelLetter;
  readonly lowered: string | null;
  readonly at: string;
  readonly by: readonly string[];
};

/** What the register is to say of a case's certificate, one entry a step. */
export type RegisterStep = IssueStep | { readonly kind: 'tell'; readonly entry: ToldStep };

/** The entries that a case's events come to, in their order. The register has said the first of them already, or all. */
export function registerSteps(id: string, events: readonly CaseEvent[]): readonly RegisterStep[] {
  const steps: RegisterStep[] = [];
  let before: Case | null = null;
  for (const event of events) {
    const after = applyEvent(before, event, id);
    steps.push(...stepsOf(event, before, after));
    before = after;
  }
  return steps;
}

function stepsOf(event: CaseEvent, before: Case | null, after: Case): readonly RegisterStep[] {
  const by = event.by.kind === 'person' ? [event.by.person] : [];
  switch (event.name) {
    case 'sign': {
      const { decision } = after;
      if (decision?.outcome.kind !== 'grant' || before?.decision !== null) return [];
      return [{ kind: 'issue', letter: decision.outcome.letter, lowered: null, at: decision.at, by: decision.decidedBy }];
    }
    case 'reduce':
      return [{ kind: 'issue', letter: event.input.letter, lowered: event.input.reason, at: event.at, by }];
    case 'suspend':
      return [told({ event: 'suspended', reason: event.input.reason })];
    case 'reinstate':
      return [told({ event: 'reinstated', reason: event.input.reason })];
    case 'withdraw':
    case 'terminate':
    case 'lapse':
      return [told({ event: 'withdrawn', reason: event.input.reason })];
    case 'expire':
      return [told({ event: 'expired' })];
    case 'report-change':
    case 'cover-change':
      return versionSteps(before, after);
    default:
      return [];
  }
}

const told = (entry: ToldStep): RegisterStep => ({ kind: 'tell', entry });

/** Versions that the act made covered; confirming one that was covered already adds none. */
function versionSteps(before: Case | null, after: Case): readonly RegisterStep[] {
  const covered = new Set((before?.changes ?? []).filter((each) => each.covered).map(({ id }) => id));
  return after.changes
    .filter((each) => each.covered && !covered.has(each.id))
    .map(({ part, version, hardware, digests, kind }) =>
      told({ event: 'version-added', part, version, hardware, digests: [...digests].sort(), security: kind === 'security-only' }),
    );
}
