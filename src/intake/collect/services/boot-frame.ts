import type { Truth } from '../../../foundation/logic.ts';
import type { Field, Value } from './shell-expand.ts';
import type { ShellNode } from './shell-reader.ts';

/** How control leaves a construct: bits, for several ways may be possible at once. */
export const leave = Object.freeze({ exit: 1, return: 2, break: 4, continue: 8 });

/** What is known after a command: its success, how it surely leaves (0: it goes on) and how it may leave. */
export type Outcome = { readonly status: Truth; readonly leaves: number; readonly may: number };

export const goesOn = (status: Truth): Outcome => outcomes[status];
const outcomes: Readonly<Record<Truth, Outcome>> = Object.freeze({
  true: { status: 'true', leaves: 0, may: 0 },
  false: { status: 'false', leaves: 0, may: 0 },
  unknown: { status: 'unknown', leaves: 0, may: 0 },
});

/** The outcome seen from outside a boundary that stops some ways of leaving, e.g. a loop stops `break`. */
export const within = (outcome: Outcome, stopped: number): Outcome => ({
  status: outcome.status,
  leaves: outcome.leaves & ~stopped,
  may: outcome.may & ~stopped,
});

export type ShellFunction = { readonly body: ShellNode; readonly source: string };

export type Variables = Map<string, Value>;

/** The state of one shell process; a function call or a background command copies it with another view of it. */
export type Frame = {
  /** The file whose lines are carried out: `Entry.at`. */
  source: string;
  /** Where this text stands as one line of another file (inittab, `sh -c`): that line. */
  readonly line: number | null;
  readonly script: string;
  parameters: readonly Value[];
  variables: Variables;
  readonly exported: Set<string>;
  readonly functions: Map<string, ShellFunction>;
  folder: string | null;
  /** Started with `&`, or again and again in an endless loop: what stands there keeps running. */
  readonly kept: boolean;
  /** Nothing follows in this process or those that wait for it. */
  tail: boolean;
  /** Standard input comes from a pipe, a file or a here-document. */
  fed: boolean;
  /** OpenWrt: sections of the configuration loaded last; null where it is not in the evidence. */
  readonly uci: { package: string | null };
  /** A procd instance being described: the number of its entry in the list of commands started. */
  readonly procd: { instance: number | null };
};

/** A simple command about to be carried out. */
export type Call = { readonly line: number; readonly frame: Frame; readonly fields: readonly Field[] };

export function newFrame(source: string, script: string, parameters: readonly Value[]): Frame {
  return {
    source,
    line: null,
    script,
    parameters,
    variables: new Map([
      ['0', script],
      ['IPKG_INSTROOT', ''],
      ['DESTDIR', ''],
      ['PATH', '/sbin:/bin:/usr/sbin:/usr/bin'],
    ]),
    exported: new Set(),
    functions: new Map(),
    folder: '/',
    kept: false,
    tail: false,
    fed: false,
    uci: { package: null },
    procd: { instance: null },
  };
}

/** Two states as one: what they do not agree on is unknown. */
export function mergeVariables(a: Variables, b: Variables): Variables {
  if (a === b) return a;
  const merged: Variables = new Map();
  for (const [name, value] of a) merged.set(name, b.get(name) === value ? value : null);
  for (const name of b.keys()) if (!merged.has(name)) merged.set(name, null);
  return merged;
}
