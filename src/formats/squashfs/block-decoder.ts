import type { Budget } from '../../foundation/budget.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Host } from '../../model/host.ts';
import { type Dialect, dialects } from './dialect.ts';

/** Decompresses an image's blocks in its one dialect, which is found once and remembered. */
export class BlockDecoder {
  readonly #host: Host;
  readonly #budget: Budget;
  readonly #compressor: number | null;
  #dialect: Dialect | undefined;
  #used = false;

  constructor(host: Host, budget: Budget, compressor: number | null) {
    this.#host = host;
    this.#budget = budget;
    this.#compressor = compressor;
  }

  /** The dialect in the field's words; `none` while no compressed block was met. */
  get name(): string {
    return this.#dialect?.name ?? 'uncompressed metadata';
  }

  /**
   * Settles the dialect: the first one with which `attempt` succeeds. Metadata that is all stored settles nothing; then the
   * first compressed block that is asked for does. Throws what the claimed dialect's attempt threw when none succeeds.
   */
  settle<T>(attempt: () => T): T {
    let first: DecodeError | undefined;
    for (const dialect of dialects(this.#compressor, true)) {
      this.#dialect = dialect;
      this.#used = false;
      try {
        const result = attempt();
        if (!this.#used) this.#dialect = undefined;
        return result;
      } catch (error) {
        if (!(error instanceof DecodeError) || error.code === 'limit' || error.code === 'truncated' || !this.#used) throw error;
        first ??= error;
      }
    }
    throw first ?? new DecodeError('unsupported', 'no known compression');
  }

  /**
   * Unpacks one block to at most `maxOut` bytes, exactly that many when `exact`. Spends what it produces unless `exact`, for then
   * the caller has paid. `malformed`: damaged or of another size.
   */
  decode(block: Uint8Array, maxOut: number, exact: boolean): Uint8Array {
    this.#used = true;
    if (this.#dialect === undefined) return this.#settleBy(block, maxOut, exact);
    const output = this.#try(this.#dialect, block, maxOut, exact);
    if (typeof output === 'string')
      throw new DecodeError(output, `a block of ${block.length} bytes does not unpack (${this.#dialect.name})`);
    return output;
  }

  #settleBy(block: Uint8Array, maxOut: number, exact: boolean): Uint8Array {
    const candidates = dialects(this.#compressor, false);
    for (const dialect of candidates) {
      const output = this.#try(dialect, block, maxOut, exact);
      if (typeof output === 'string') continue;
      this.#dialect = dialect;
      return output;
    }
    // Damaged or unknown: held to the claimed one from here on, so that no block is tried more than once.
    this.#dialect = candidates[0];
    throw new DecodeError('malformed', 'the first compressed block unpacks in no known way');
  }

  #try(dialect: Dialect, block: Uint8Array, maxOut: number, exact: boolean): Uint8Array | 'malformed' | 'unsupported' {
    if (!dialect.fits(block)) return 'malformed';
    const { output, end } = dialect.decode(this.#host, block, maxOut);
    if (!exact) this.#budget.spend('bytes', output.length);
    if (end === 'unsupported') return 'unsupported';
    const sizeAgrees = exact ? output.length === maxOut : output.length > 0;
    return sizeAgrees && (dialect.endless || end === 'complete') ? output : 'malformed';
  }
}
