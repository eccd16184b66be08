import { type ScanLists, scanListNames } from '../../model/scan-report.ts';
import type { LogEntry } from './guarded-connect.ts';
import { type Door, doorName, type Target } from './target.ts';

/** What `iqs probe` writes; src/scans/iqs-scan reads it. */
export type ScanDocument = ScanLists & {
  readonly iqs: 'scan/1';
  /** e.g. `iqs/0.1.0`. */
  readonly engine: string;
  /** RFC 3339 in UTC. */
  readonly started: string;
  readonly finished: string;
  readonly targets: readonly { readonly host: string; readonly address: string; readonly doors: readonly string[] }[];
  /** How many published logins could be tried at a place, and how many wrong ones; 0: that was not asked for. */
  readonly logins: number;
  readonly guessing: number;
  readonly log: readonly LogEntry[];
};

/** The lists with `at` as the place in the document: a JSON pointer (RFC 6901) after `#`. */
export function placed(lists: ScanLists): ScanLists {
  const pointed = scanListNames.map((name) => [name, lists[name].map((item, index) => ({ ...item, at: `#/${name}/${index}` }))] as const);
  return Object.fromEntries(pointed) as unknown as ScanLists;
}

/** Confirmed targets as the document names them. */
export const namedTargets = (targets: readonly Target[]): ScanDocument['targets'] =>
  targets.map(({ host, address, doors }) => ({ host, address, doors: doors.map((door: Door) => doorName(address, door)) }));
