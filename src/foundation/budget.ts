import { DecodeError } from './decode-error.ts';

/** What an inspection may spend. Counted work only, so that the same evidence ends at the same place on any machine (3-assessment, Reproducible). */
export type Limits = {
  /** Bytes that unpacking may produce, over all containers. */
  readonly bytes: number;
  /** Files, folders and links that may be listed. */
  readonly entries: number;
  /** Containers inside containers. */
  readonly depth: number;
  /** Bytes one single file may unpack to. */
  readonly fileBytes: number;
  /** Steps of decoders that walk structures (nodes, headers, blocks). */
  readonly steps: number;
};

export const defaultLimits: Limits = Object.freeze({ bytes: 2 ** 30, entries: 200_000, depth: 24, fileBytes: 2 ** 28, steps: 50_000_000 });

export type Spent = { -readonly [K in keyof Limits]: number };

/** Counts what is spent and throws `DecodeError('limit')` where a limit would be passed. */
export class Budget {
  readonly limits: Limits;
  readonly spent: Spent = { bytes: 0, entries: 0, depth: 0, fileBytes: 0, steps: 0 };

  constructor(limits: Limits = defaultLimits) {
    this.limits = limits;
  }

  /** Bytes that may still be produced for one file: give it to a codec as its `maxOut`. */
  get allowance(): number {
    return Math.max(0, Math.min(this.limits.fileBytes, this.limits.bytes - this.spent.bytes));
  }

  spend(what: 'bytes' | 'entries' | 'steps', amount: number): void {
    if (this.spent[what] + amount > this.limits[what]) throw new DecodeError('limit', `${what}: more than ${this.limits[what]}`);
    this.spent[what] += amount;
  }

  /** Refuses a file that claims more than may be produced, before anything is allocated for it. */
  claim(fileBytes: number): void {
    if (fileBytes > this.allowance) throw new DecodeError('limit', `a file of ${fileBytes} bytes, ${this.allowance} allowed`);
    this.spent.fileBytes = Math.max(this.spent.fileBytes, fileBytes);
  }

  enter(depth: number): void {
    if (depth > this.limits.depth) throw new DecodeError('limit', `containers nested deeper than ${this.limits.depth}`);
    this.spent.depth = Math.max(this.spent.depth, depth);
  }
}
