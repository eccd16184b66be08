import type { Statement, StatementTopic } from '../../model/dossier.ts';
import type { Place } from '../../model/finding.ts';
import type { ProbeInput, Subject } from '../../model/probe.ts';
import { accountPlace, sharing } from '../account-stores.ts';
import { activeServices, isSurelyStarted, servicePlace } from '../active-services.ts';
import type { Obstacle } from '../answer.ts';
import { documents } from '../ask-documents.ts';
import { coverageObstacles } from '../coverage.ts';
import { datesIn } from '../dates-in.ts';
import { protocolUse } from '../protocols.ts';
import { saysNone, statementPlace } from '../statements.ts';
import { linePlace, supportEnds } from '../support-end.ts';

/** What a comparison shows: contradictions with both their places, what keeps it from saying there are none, and the documents used. */
export type Comparison = {
  readonly found: readonly Place[];
  readonly obstacles: readonly Obstacle[];
  readonly evidence: readonly string[];
};

export const comparableTopics: readonly StatementTopic[] = ['remote-shell', 'default-passwords', 'update-mechanism', 'support-until'];

const agreed: Comparison = { found: [], obstacles: [], evidence: [] };

/** The statements that a device image can contradict. */
export const againstImage = (statements: readonly Statement[], image: Subject): Comparison =>
  joined(
    statements.map((statement) => {
      if (statement.topic === 'remote-shell' && saysNone(statement)) return remoteShell(statement, image);
      if (statement.topic === 'default-passwords' && (saysNone(statement) || /^unique\b/i.test(statement.value)))
        return defaultPasswords(statement, image);
      return statement.topic === 'update-mechanism' ? updateMechanism(statement, image) : agreed;
    }),
  );

function remoteShell(statement: Statement, image: Subject): Comparison {
  const remote = activeServices(image).filter((service) => ['shell', 'debug'].includes(protocolUse(service)));
  const undecided = remote.filter((service) => !isSurelyStarted(service));
  return contradiction(
    statement,
    remote.filter(isSurelyStarted).map((service) => servicePlace(service)),
    undecided.map((service) => servicePlace(service, 'whether it is started is not decided in the image')),
  );
}

function defaultPasswords(statement: Statement, image: Subject): Comparison {
  const { accounts } = image.exhibits;
  return contradiction(
    statement,
    accounts.filter((account) => sharing(account, image) === 'shared').map((account) => accountPlace(account)),
    accounts
      .filter((account) => sharing(account, image) === 'unclear')
      .map((account) => accountPlace(account, 'whether other units have it is not shown')),
  );
}

function updateMechanism(statement: Statement, { item, exhibits }: Subject): Comparison {
  const places = exhibits.updates.map(({ at, kind }) => ({ at, note: kind }));
  if (saysNone(statement)) return contradiction(statement, places, []);
  return places.length > 0 ? agreed : contradiction(statement, [], [{ at: item.file, note: 'no known update mechanism was found' }]);
}

/** The end of support as stated and as published. A date that is among several published ones is not contradicted. */
export function againstDocuments(statements: readonly Statement[], input: ProbeInput): Comparison {
  const subjects = documents(input, 'support-statement');
  return joined(
    statements
      .filter(({ topic }) => topic === 'support-until')
      .map((statement) => {
        const stated = datesIn(statement.value);
        if (subjects.length === 0)
          return contradiction(statement, [], [{ at: statement.at, note: 'no published end of support to compare with' }]);
        const published = subjects.flatMap(({ item, text }) =>
          supportEnds(text ?? '').ends.map(({ line, date }) => ({ date, ...linePlace(item.file, line, `until ${date}`) })),
        );
        const evidence = subjects.map(({ item }) => item.file);
        const unread = subjects.flatMap((subject) => coverageObstacles(subject, input.unaccountedBytes));
        const differs = stated.length === 1 && published.length > 0 && !published.some(({ date }) => date === stated[0]);
        const open = stated.length === 1 && published.length > 0 ? [] : [{ at: statement.at, note: 'no two dates to compare' }];
        const { found, obstacles } = contradiction(statement, differs ? published.map(({ at, note }) => ({ at, note })) : [], open);
        return { found, obstacles: [...unread, ...obstacles], evidence };
      }),
  );
}

const contradiction = (statement: Statement, against: readonly Place[], open: readonly Place[]): Comparison => ({
  found: against.length === 0 ? [] : [statementPlace(statement), ...against],
  obstacles: open.map((place) => ({ ...place, reason: 'not-located' })),
  evidence: [],
});

const joined = (comparisons: readonly Comparison[]): Comparison => ({
  found: comparisons.flatMap(({ found }) => found),
  obstacles: comparisons.flatMap(({ obstacles }) => obstacles),
  evidence: comparisons.flatMap(({ evidence }) => evidence),
});
