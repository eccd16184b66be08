import type { Purpose } from '../model/dossier.ts';
import type { Answer, Place } from '../model/finding.ts';
import type { CheckExhibit, CheckId } from '../model/network-exhibits.ts';
import type { ProbeInput } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';
import { absent, concluded, count, yes } from './answer.ts';
import { coverageObstacles } from './coverage.ts';
import { protocolUse } from './protocols.ts';
import type { Door } from './scan-doors.ts';
import { doorName, scanSubjects, viewScans, wasReached } from './scan-doors.ts';

export const scanNeeds: readonly Purpose[] = ['scan', 'test-record'];

/** Said of every probe that scans answer. */
export const scanLimitations: readonly string[] = [
  'Holds for the endpoints that the dossier declares, on the day they were scanned and from where they were scanned.',
  'What a scanner says is taken as it says it; which one it is stands with the place.',
  'A web endpoint in clear whose start page sends on to HTTPS is taken to serve nothing else.',
];

/** What a check that speaks against an endpoint comes to: `unclear` where a person must look, `aside` where it is no answer to the question. */
export type Weight = 'against' | 'unclear' | 'aside';

export type ScanQuestion = {
  readonly weigh: (check: CheckId, door: Door) => Weight;
  /** The checks that must have come out well before a door is free of it; none where the question does not concern it. */
  readonly needed: (door: Door) => readonly CheckId[];
  /** What the question sees in a door besides checks. */
  readonly look?: (door: Door) => { readonly found: readonly Place[]; readonly obstacles: readonly Obstacle[] };
};

/** A question that a list of checks answers. */
export const byChecks = (against: readonly CheckId[], needed: ScanQuestion['needed']): ScanQuestion => ({
  weigh: (check) => (against.includes(check) ? 'against' : 'aside'),
  needed,
});

export const speaksTls = ({ trust, tls, secure }: Door): boolean =>
  secure || (trust !== null && trust !== 'none') || tls.some(({ version }) => version !== null);

/** Services that grant TLS when asked for it, and may go on without. */
const upgradable = new Set('smtp imap pop3 ftp xmpp ldap mysql postgresql'.split(' '));

/** Whether TLS is there for who asks for it only: a check on logins in clear then tells whether it is demanded. */
export const mayGoOnInClear = (door: Door): boolean =>
  !door.secure && door.protocol !== null && upgradable.has(door.protocol) && speaksTls(door);

/** Whether a web server in clear sends everybody on to HTTPS; it is then taken to serve nothing else. */
const onlySendsOn = (door: Door): boolean => door.protocol === 'http' && !speaksTls(door) && isClear(door, 'no-https-redirect');

/** Whether somebody could log in by what is spoken there: all but the protocols that have no logins. */
export const mayAskLogin = (door: Door): boolean =>
  (door.protocol === null || protocolUse({ protocol: door.protocol, name: '' }) !== 'other') && !onlySendsOn(door);

/** Whether a password could be tried there: not where keys alone are taken. */
export const mayAskPassword = (door: Door): boolean => mayAskLogin(door) && !isClear(door, 'password-login');

/** Whether a scanner says, in one scan and of every place it looked at, that a check came out well. */
function isClear({ checks }: Door, id: CheckId): boolean {
  const bySource = Map.groupBy(
    checks.filter(({ check }) => check === id),
    ({ by, file }) => `${by}\n${file}`,
  );
  return [...bySource.values()].some((results) => results.every(({ result }) => result === 'no'));
}

/**
 * One answer for all scans of a part. A yes counts from any of them; a `no` only when every declared endpoint was reached and checked for all
 * that the question needs: the presence of a report is no pass.
 */
export function askScans(input: ProbeInput, question: ScanQuestion): readonly Answer[] {
  const subjects = scanSubjects(input);
  if (subjects.length === 0) return [absent('no scan in the dossier')];
  const { declared, undeclared, unassigned } = viewScans(input, subjects);
  const doors = [...declared, ...undeclared];
  const file = subjects[0]?.item.file ?? '';
  const looks = doors.map((door) => question.look?.(door) ?? { found: [], obstacles: [] });
  const none: Obstacle = { reason: 'not-located', at: file, note: 'no endpoint of this part is declared: list them in product.yaml' };
  return [
    concluded(
      [...doors.flatMap((door) => weighed(door, question, 'against')), ...looks.flatMap(({ found }) => found)],
      [
        ...subjects.flatMap((subject) => coverageObstacles(subject, input.unaccountedBytes)),
        ...(declared.length === 0 ? [none] : []),
        ...doors.flatMap((door) => weighed(door, question, 'unclear')).map(located),
        ...unassigned
          .flatMap((door) => [...weighed(door, question, 'against'), ...weighed(door, question, 'unclear')])
          .map(({ at, note }) => located({ at, note: `${note}; whose it is, is not declared in product.yaml` })),
        ...declared.flatMap((door) => missing(door, question, file)),
        ...looks.flatMap(({ obstacles }) => obstacles),
      ],
      `${count(declared.filter(wasReached).length, 'endpoint')} of ${declared.length} reached`,
      subjects.map(({ item }) => item.file),
    ),
  ];
}

/** Scans beside other evidence: a yes where they show one, and never a `no` nor a doubt. */
export function foundByScans(input: ProbeInput, see: (door: Door) => readonly Place[]): readonly Answer[] {
  const subjects = scanSubjects(input);
  const { declared, undeclared } = viewScans(input, subjects);
  const found = [...declared, ...undeclared].flatMap(see);
  const files = subjects.map(({ item }) => item.file);
  return found.length === 0 ? [] : [yes(found, `${count(declared.length + undeclared.length, 'door')} in ${files.join(', ')}`, files)];
}

/** The places of checks that came out against a door. */
export const failedChecks = (door: Door, wanted: (check: CheckId) => boolean): readonly Place[] =>
  door.checks.filter(({ check, result }) => result === 'yes' && wanted(check)).map((check) => checkPlace(door, check));

const weighed = (door: Door, { weigh }: ScanQuestion, weight: Weight): readonly Place[] =>
  failedChecks(door, (check) => weigh(check, door) === weight);

/** Who says so stands with it: scanners differ. */
const checkPlace = (door: Door, { at, check, by, detail }: CheckExhibit): Place => ({
  at,
  note: `${doorName(door)}: ${check}, says ${by}${detail === '' ? '' : `: ${detail}`}`,
});

const located = (place: Place): Obstacle => ({ ...place, reason: 'not-located' });

/** What of a declared endpoint was not reached or not checked; two scanners complete each other. */
function missing(door: Door, { needed }: ScanQuestion, file: string): readonly Obstacle[] {
  if (!wasReached(door)) {
    const seen = door.interfaces[0];
    const note = `${doorName(door)} was not reached${seen === undefined ? '' : ` (${seen.state})`}`;
    return [{ reason: 'not-located', at: seen?.at ?? file, note }];
  }
  return needed(door)
    .filter((id) => !isClear(door, id))
    .map((id) => {
      const tried = door.checks.find(({ check, result }) => check === id && result === 'unknown');
      const note =
        tried === undefined
          ? `${doorName(door)}: not checked: ${id}`
          : `${doorName(door)}: ${id} is open, says ${tried.by}: ${tried.detail}`;
      return { reason: 'not-located' as const, at: tried?.at ?? door.interfaces[0]?.at ?? file, note };
    });
}
