import type { Statement, StatementTopic } from '../model/dossier.ts';
import type { Answer, Place } from '../model/finding.ts';
import type { ProbeInput } from '../model/probe.ts';
import { no, unknown, yes } from './answer.ts';

/** What the maker states on a topic, apart from what was adopted from our own findings. */
export const statementsOn = ({ statements }: ProbeInput, topic: StatementTopic): readonly Statement[] =>
  statements.filter((statement) => statement.topic === topic && !statement.adopted);

export const statementPlace = ({ at, topic, value }: Statement): Place => ({ at, note: `${topic}: ${value}` });

/** Whether a maker states that there is no such thing: `none` or `no`, alone. */
export const saysNone = ({ value }: Statement): boolean => /^(?:none|no)\.?$/i.test(value.trim());

/** The maker's statements on a topic as answers of a probe, by what `read` makes of each; they count as `stated`. */
export const statedAnswers = (
  input: ProbeInput,
  topic: StatementTopic,
  read: (statement: Statement) => 'yes' | 'no' | 'unknown',
): readonly Answer[] =>
  statementsOn(input, topic).map((statement) => {
    const outcome = read(statement);
    const place = statementPlace(statement);
    const scope = `the maker's statement on ${topic}`;
    if (outcome === 'yes') return yes([place], scope, [], 'statement');
    if (outcome === 'no') return no(scope, [], 'statement', [place]);
    return unknown([{ ...place, reason: 'not-located' }], scope, [], 'statement');
  });
