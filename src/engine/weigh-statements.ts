import { statementStanding } from '../assessment/statement-standing.ts';
import { statementRuling, type WeighedStatement } from '../assessment/weighed-statement.ts';
import { all } from '../foundation/logic.ts';
import { by } from '../foundation/order.ts';
import { printable } from '../foundation/printable.ts';
import { type Assurance, weaker } from '../model/assurance.ts';
import type { HandedStatement, StatementMapping, StatementStanding } from '../model/component-statement.ts';
import type { Part } from '../model/dossier.ts';
import type { Finding, Place } from '../model/finding.ts';
import { longestNote, mostPlaces } from '../probes/answer.ts';
import type { Asking } from './ask-probes.ts';
import type { Attested } from './assurance-of.ts';
import { embedsComponent } from './embeds-component.ts';
import { type CheckedCondition, checkCondition, conditionQuestion, slug } from './statement-conditions.ts';
import { type StatementScope, statementScope } from './statement-scope.ts';

/** The question that a statement's own finding answers. */
const question = 'component-statement';

export type Weighed = { readonly statements: readonly WeighedStatement[]; readonly findings: readonly Finding[] };

/** Holds every statement of the dossier against the product as `known` findings show it; the order in which they were handed in does not show. */
export function weighStatements(
  asking: Asking,
  handed: readonly HandedStatement[],
  mappings: readonly StatementMapping[],
  known: readonly Finding[],
): Weighed {
  const ordered = [...handed].sort(
    by(
      ({ part }) => part,
      ({ statement }) => statement.source,
      ({ statement }) => statement.number,
      ({ file }) => file,
    ),
  );
  const scoped = ordered.flatMap((one) => {
    const part = asking.dossier.parts.find(({ id }) => id === one.part);
    if (part === undefined) return [];
    const scope = statementScope(one.statement, part.kind, asking.scheme, mappings);
    return [{ one, part, scope, text: JSON.stringify(one.statement), names: namesOf(one, scope) }];
  });
  // What is said under each name: more than one thing, and nobody can tell which is the issuer's.
  const said = new Map<string, Set<string>>();
  for (const { names, text } of scoped) for (const name of names) said.set(name, (said.get(name) ?? new Set()).add(text));
  const numbers = new Map<string, number>();
  const weighed = scoped.map(({ one, part, scope, names }) => {
    const index = numbers.get(part.id) ?? 0;
    numbers.set(part.id, index + 1);
    const disagreeing = names.some((name) => (said.get(name)?.size ?? 0) > 1);
    return weigh(asking, one, part, { id: `${question}/${part.id}/${index}`, scope, known, disagreeing });
  });
  const findings = new Map(weighed.flatMap((one) => one.findings).map((finding) => [finding.id, finding]));
  return { statements: weighed.map((one) => one.statement), findings: [...findings.values()] };
}

/**
 * The names under which records and registers speak of a statement: two papers that share one and do not say the same are told apart by nobody.
 * A condition's name counts too, for `a-1` with `b` and `a` with `1-b` are asked alike.
 */
function namesOf({ statement }: HandedStatement, { conditions }: StatementScope): readonly string[] {
  const { source, number } = statement;
  return [`${source} ${slug(number)}`, ...conditions.map((condition) => conditionQuestion(statement, condition))];
}

type Weighing = {
  readonly id: string;
  readonly scope: StatementScope;
  readonly known: readonly Finding[];
  readonly disagreeing: boolean;
};

function weigh(
  asking: Asking,
  handed: HandedStatement,
  part: Part,
  { id, scope, known, disagreeing }: Weighing,
): { readonly statement: WeighedStatement; readonly findings: readonly Finding[] } {
  const conditions = scope.conditions.map((condition) => checkCondition(asking, handed, part, condition, known));
  const standing =
    statementStanding(handed, asking.asOf) ??
    (disagreeing
      ? 'disagreeing'
      : !embedsComponent(part, handed.statement)
        ? 'other-component'
        : scope.criteria.length === 0
          ? 'nothing-named'
          : byConditions(conditions));
  const finding = findingAbout(asking, handed, part, { id, scope, standing });
  const rulings = conditions.map(({ ruling }) => ruling);
  return {
    statement: {
      handed,
      standing,
      criteria: scope.criteria,
      conditions: conditions.map(({ condition, ruling }) => ({ condition, ruling })),
      ruling: statementRuling(standing, finding, rulings),
      finding,
    },
    findings: [finding, ...conditions.flatMap(({ findings }) => findings)],
  };
}

function byConditions(conditions: readonly CheckedCondition[]): StatementStanding {
  const truth = all(conditions.map(({ ruling }) => ruling.truth));
  return truth === 'true' ? 'counts' : truth === 'false' ? 'condition-false' : 'condition-open';
}

const outcomes: Readonly<Record<StatementStanding, Finding['outcome']>> = {
  'not-genuine': 'no',
  withdrawn: 'no',
  suspended: 'no',
  expired: 'no',
  'not-yet': 'unknown',
  disagreeing: 'unknown',
  'other-component': 'no',
  'nothing-named': 'no',
  'condition-false': 'no',
  'condition-open': 'unknown',
  counts: 'yes',
};

function findingAbout(
  asking: Asking,
  handed: HandedStatement,
  part: Part,
  { id, scope, standing }: { readonly id: string; readonly scope: StatementScope; readonly standing: StatementStanding },
): Finding {
  const { file, statement, proof } = handed;
  const { number, component, status, until, issued } = statement;
  const why: Readonly<Record<StatementStanding, string>> = {
    'not-genuine': `its signature proves nothing: ${proof?.outcome === 'refused' ? proof.code : ''}`,
    withdrawn: `withdrawn as of ${status.asOf}`,
    suspended: `suspended as of ${status.asOf}`,
    expired: `expired, it ran until ${until}`,
    'not-yet': `issued ${issued}, status as of ${status.asOf}: nothing is known for ${asking.asOf}`,
    disagreeing: 'another file under this number says something else',
    'other-component': `${part.name} embeds no version of ${component.name} that it is bound to`,
    'nothing-named': `it may satisfy no criterion of ${asking.scheme.id} ${asking.scheme.vintage} for a ${part.kind}`,
    'condition-false': 'a condition does not hold',
    'condition-open': 'a condition is not checked',
    counts:
      status.is === 'unknown'
        ? `until ${until}; whether it still holds is unknown: no fresh status list of its issuer`
        : `in force as of ${status.asOf}, until ${until}`,
  };
  const note = (text: string): Place => ({ at: file, note: printable(text, longestNote) });
  const outcome = outcomes[standing];
  const claimed = scope.assurance;
  const places = [
    note(why[standing]),
    ...(proof?.outcome === 'genuine' ? [note(`signed by ${proof.issuer} with key ${proof.kid}`)] : []),
    ...scope.criteria.map((criterion) => note(`${part.name} counts on it for ${criterion}`)),
    ...scope.beyond.map((criterion) => note(`beyond what such a certificate may satisfy: ${criterion}`)),
  ];
  const more = places.length > mostPlaces ? `; ${mostPlaces} of ${places.length} places shown` : '';
  return {
    id,
    probe: question,
    part: part.id,
    outcome,
    reason: outcome !== 'unknown' ? null : standing === 'condition-open' ? 'absent' : 'conflict',
    places: places.slice(0, mostPlaces).sort(by((place) => place.note)),
    scope: `${printable(`${statement.source} ${number} on ${component.name}, ${component.maker}`, longestNote)}${more}`,
    evidence: [file],
    basis: question,
    assurance: countedAs(handed, claimed, asking.attested),
    claimed,
  };
}

/**
 * Threat: a maker who writes a statement of ours by hand, over every criterion and without a condition. One of ours is only stated until a signature
 * or the programme's record covers its digest; and one whose issuer may have taken it back since is no better. What an imported one may say is bound by its mapping;
 * fetched from where its issuer publishes it, it counts as checked.
 */
function countedAs({ custody, sha256, statement, proof }: HandedStatement, claimed: Assurance, attested: Attested): Assurance {
  if (statement.status.is === 'unknown') return 'stated';
  const isSigned = proof?.outcome === 'genuine' && proof.standing === 'in-force' && proof.sha256 === sha256;
  if (isSigned || attested.has(sha256)) return claimed;
  return statement.source !== 'iqs' && custody === 'public' ? weaker(claimed, 'checked') : 'stated';
}
