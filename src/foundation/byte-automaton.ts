/**
 * What a scan reports: the pattern's index as given to `compileAutomaton`, and the offset just after its last byte.
 * Returning false ends the scan.
 */
export type OnHit = (pattern: number, end: number) => boolean | void;

/** Many literal byte strings, looked for in one pass. */
export type ByteAutomaton = {
  /**
   * Reports every occurrence, overlapping ones too, by ascending end and the longest first where two end together.
   * Looks at the bytes from `from` up to `to` (default: all); an occurrence must lie within them. One step a byte whatever the patterns are.
   */
  readonly scan: (bytes: Uint8Array, onHit: OnHit, from?: number, to?: number) => void;
};

/** The trie while it is built: states are numbered by depth, so a state's failure link always points to a smaller number. */
type Machine = {
  /** Columns a state has: one for each distinct byte of the patterns and column 0 for all other bytes. */
  readonly width: number;
  readonly columns: Uint16Array;
  readonly states: number;
  readonly table: Int32Array;
  /** First pattern that ends in a state, -1 for none; `next` chains patterns that are equal. */
  readonly first: Int32Array;
  readonly next: Int32Array;
};

/**
 * Compiles literal patterns to an Aho-Corasick automaton (Aho and Corasick, CACM 18(6), 1975) with every transition filled in: time and
 * memory are linear in the patterns' bytes (times the number of distinct ones), a scan is linear in the input and independent of the
 * patterns. An empty pattern never occurs. Equal patterns are each reported.
 *
 * While no pattern is under way the scan leaps: two bytes that no pattern has at that distance rule out several starts at once
 * (Wu and Manber, TR-94-17). A byte is looked at by at most one leap and one transition, so the worst input costs twice the usual, not more.
 * The leaps are as long as the shortest pattern; patterns of one byte do away with them.
 */
export function compileAutomaton(patterns: readonly Uint8Array[]): ByteAutomaton {
  const machine = plant(patterns);
  const fail = completed(machine);
  const shorter = shorterOutputs(machine, fail);
  premultiply(machine, shorter);
  const { width, columns, table, first, next } = machine;

  const report = (state: number, end: number, onHit: OnHit): boolean => {
    let at = (first[state] as number) >= 0 ? state : (shorter[state] as number);
    for (; at > 0; at = shorter[at] as number) {
      for (let pattern = first[at] as number; pattern >= 0; pattern = next[pattern] as number) {
        if (onHit(pattern, end) === false) return false;
      }
    }
    return true;
  };

  const { window, leaps } = leapTable(patterns);
  const scan = (bytes: Uint8Array, onHit: OnHit, from = 0, to = bytes.length): void => {
    const end = Math.min(to, bytes.length);
    const last = end - window;
    let at = Math.max(0, from);
    while (at < end) {
      if (window > 1) at = leap(bytes, at, last, window, leaps);
      if (at > last) return;
      let state = 0;
      do {
        state = table[state + (columns[bytes[at++] as number] as number)] as number;
        if (state < 0) {
          state = ~state;
          if (!report(state / width, at, onHit)) return;
        }
      } while (state > 0 && at < end);
    }
  };
  return Object.freeze({ scan });
}

/** The first place from `at` on where a pattern may start; beyond `last` when there is none. */
function leap(bytes: Uint8Array, from: number, last: number, window: number, leaps: Uint8Array): number {
  let at = from;
  while (at <= last) {
    const length = leaps[((bytes[at + window - 2] as number) << 8) | (bytes[at + window - 1] as number)] as number;
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** By the last two bytes of a window as long as the shortest pattern: how many starts they rule out, from the window's own on. */
function leapTable(patterns: readonly Uint8Array[]): { window: number; leaps: Uint8Array } {
  let window = 255;
  for (const { length } of patterns) if (length > 0) window = Math.min(window, length);
  const leaps = new Uint8Array(65536).fill(window - 1);
  for (const pattern of patterns) {
    for (let at = 0; at + 1 < window && pattern.length > 0; at++) {
      const pair = ((pattern[at] as number) << 8) | (pattern[at + 1] as number);
      leaps[pair] = Math.min(leaps[pair] as number, window - 2 - at);
    }
  }
  return { window, leaps };
}

/** Grows the trie level by level, so that the states near the root, which nearly every byte visits, stand together in memory. */
function plant(patterns: readonly Uint8Array[]): Machine {
  const columns = new Uint16Array(256);
  let width = 1;
  let total = 0;
  let longest = 0;
  for (const pattern of patterns) {
    total += pattern.length;
    longest = Math.max(longest, pattern.length);
    for (const byte of pattern) if (columns[byte] === 0) columns[byte] = width++;
  }
  const table = new Int32Array((total + 1) * width);
  const first = new Int32Array(total + 1).fill(-1);
  const next = new Int32Array(patterns.length).fill(-1);
  const states = new Int32Array(patterns.length);
  let count = 1;
  let growing = patterns.map((_, index) => index).filter((index) => (patterns[index] as Uint8Array).length > 0);
  for (let depth = 0; depth < longest; depth++) {
    for (const index of growing) {
      const slot = (states[index] as number) * width + (columns[(patterns[index] as Uint8Array)[depth] as number] as number);
      if (table[slot] === 0) table[slot] = count++;
      states[index] = table[slot] as number;
    }
    growing = growing.filter((index) => (patterns[index] as Uint8Array).length > depth + 1);
  }
  for (let index = patterns.length - 1; index >= 0; index--) {
    const state = states[index] as number;
    if (state === 0) continue;
    next[index] = first[state] as number;
    first[state] = index;
  }
  return { width, columns, states: count, table: table.slice(0, count * width), first, next };
}

/** Fills in the transitions the trie lacks and returns each state's failure link: its longest proper suffix that is a state too. */
function completed({ width, states, table }: Machine): Int32Array {
  const fail = new Int32Array(states);
  for (let state = 0; state < states; state++) {
    const row = state * width;
    const fallback = (fail[state] as number) * width;
    for (let column = 0; column < width; column++) {
      const child = table[row + column] as number;
      const other = state === 0 ? 0 : (table[fallback + column] as number);
      if (child > 0) fail[child] = other;
      else table[row + column] = other;
    }
  }
  return fail;
}

/** For each state the nearest state on its chain of failure links in which a pattern ends; 0 for none. */
function shorterOutputs({ states, first }: Machine, fail: Int32Array): Int32Array {
  const shorter = new Int32Array(states);
  for (let state = 1; state < states; state++) {
    const link = fail[state] as number;
    shorter[state] = (first[link] as number) >= 0 ? link : (shorter[link] as number);
  }
  return shorter;
}

/** Turns state numbers into row offsets, with the sign telling that a pattern ends there: the scan then needs one addition and one test a byte. */
function premultiply({ width, states, table, first }: Machine, shorter: Int32Array): void {
  const rows = new Int32Array(states);
  for (let state = 1; state < states; state++) {
    const row = state * width;
    rows[state] = (first[state] as number) >= 0 || (shorter[state] as number) > 0 ? ~row : row;
  }
  for (let slot = 0; slot < table.length; slot++) table[slot] = rows[table[slot] as number] as number;
}
