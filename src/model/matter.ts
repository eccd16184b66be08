/** What anybody may bring before the body, without an account: a complaint, misuse of the mark, a flaw (a vulnerability) in a labelled product, evidence about one. */
export const reportKinds = ['complaint', 'misuse', 'flaw', 'evidence'] as const;
/** Of an appeal: against a decision on a case, by whoever it was about. One against the decision on a matter is in the matter itself. */
export const matterKinds = [...reportKinds, 'appeal'] as const;
export type MatterKind = (typeof matterKinds)[number];

export const matterStates = ['lodged', 'acknowledged', 'in-hand', 'decided'] as const;
export type MatterState = (typeof matterStates)[number];

export const matterOutcomes = ['upheld', 'partly', 'dismissed'] as const;
export type MatterOutcome = (typeof matterOutcomes)[number];

/** What somebody writes. No account is needed, and no name. */
export type MatterReport = {
  readonly kind: MatterKind;
  /** Of the certificate it is about; null: of none. */
  readonly number: string | null;
  readonly words: string;
  readonly name: string | null;
  readonly email: string | null;
  /** In which the reporter reads. */
  readonly language: string;
};

/** `by`: id of the person who decided. */
export type MatterDecision = { readonly outcome: MatterOutcome; readonly reasons: string; readonly by: string; readonly at: string };

/** Against the decision, decided by people who had nothing to do with the matter. */
export type MatterAppeal = { readonly reasons: string; readonly at: string; readonly decision: MatterDecision | null };

/** A matter and what became of it. Instants are RFC 3339 in UTC, whole seconds. */
export type Matter = {
  /** Nobody guesses it: who knows it may follow the matter. */
  readonly id: string;
  readonly report: MatterReport;
  /** Id of the case it is about; null: of none, or none is known. */
  readonly case: string | null;
  /** Id of the body that answers; null: any of the programme's. */
  readonly body: string | null;
  /** Null: lodged without an account. */
  readonly lodgedBy: { readonly person: string; readonly organisation: string } | null;
  readonly state: MatterState;
  readonly lodgedAt: string;
  /** Since when it is in its state. */
  readonly since: string;
  /** People of the body who acted on it. */
  readonly people: readonly string[];
  readonly decision: MatterDecision | null;
  readonly appeal: MatterAppeal | null;
};
