import { lzmaCore } from './lzma-core.generated.ts';

/** What lzma-core.assemblyscript exports. Addresses come as signed 32-bit numbers. */
type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly position: { value: number };
  readonly written: { value: number };
  readonly flushed: { readonly value: number };
  configure(lc: number, lp: number, pb: number): void;
  resetState(): void;
  begin(): void;
  run(safe: number, last: number, start: number, limit: number, capacity: number, markers: number): number;
};

// No library of TypeScript's but the browser's declares it.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const PAGE = 0x10000;
/** So much memory is kept for the next decoder; what a very large stream took is given back to the system. */
const MOST_KEPT = 1 << 24;

let compiled: object | undefined;
let spare: LzmaCore | undefined;

/** One instance of the WebAssembly core, and its memory, which only grows. One borrower at a time. */
export class LzmaCore {
  readonly exports: Exports;
  /** The whole memory; another array after it grew. */
  bytes: Uint8Array<ArrayBuffer>;

  private constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(lzmaCore, 'base64'));
    this.exports = new WebAssembly.Instance(compiled).exports as Exports;
    this.bytes = new Uint8Array(this.exports.memory.buffer);
  }

  /** The one that was given back last, else a new one. */
  static borrow(): LzmaCore {
    const core = spare ?? new LzmaCore();
    spare = undefined;
    return core;
  }

  /** Keeps a core for the next borrower, unless its memory is very large. */
  static giveBack(core: LzmaCore): void {
    if (core.bytes.length <= MOST_KEPT) spare = core;
  }

  /** Makes the memory `size` bytes large at least; false when the system has no more. */
  grow(size: number): boolean {
    const missing = size - this.bytes.length;
    if (missing <= 0) return true;
    try {
      this.exports.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return false;
    }
    this.bytes = new Uint8Array(this.exports.memory.buffer);
    return true;
  }
}
