import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const perPage = 4096;
const pageBytes = perPage * 8;

type Page = { readonly view: DataView; isDirty: boolean };

/** Whole numbers below 2^53 in a file, eight bytes each, low byte first; a place that was never written holds 0. Changes stay in memory until `flush`. */
export class NumberFile {
  readonly #file: number;
  readonly #pages = new Map<number, Page>();

  /** For reading only, a file that is not there is an empty one. */
  constructor(path: string, mode: 'read' | 'write') {
    this.#file = open(path, mode);
  }

  get(at: number): number {
    const { view } = this.#page(Math.floor(at / perPage));
    return Number(view.getBigUint64((at % perPage) * 8, true));
  }

  set(at: number, value: number): void {
    const page = this.#page(Math.floor(at / perPage));
    page.view.setBigUint64((at % perPage) * 8, BigInt(value), true);
    page.isDirty = true;
  }

  #page(index: number): Page {
    const known = this.#pages.get(index);
    if (known !== undefined) return known;
    const bytes = new Uint8Array(pageBytes);
    if (this.#file >= 0) readSync(this.#file, bytes, 0, pageBytes, index * pageBytes);
    const page = { view: new DataView(bytes.buffer), isDirty: false };
    this.#pages.set(index, page);
    return page;
  }

  /** Written and synced; memory is given back. */
  flush(): void {
    const dirty = [...this.#pages].filter(([, { isDirty }]) => isDirty);
    for (const [index, { view }] of dirty) writeSync(this.#file, new Uint8Array(view.buffer), 0, pageBytes, index * pageBytes);
    if (dirty.length > 0) fsyncSync(this.#file);
    this.#pages.clear();
  }

  close(): void {
    if (this.#file >= 0) closeSync(this.#file);
  }
}

function open(path: string, mode: 'read' | 'write'): number {
  if (mode === 'write') return openSync(path, openFlags(path), 0o644);
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return -1;
    throw error;
  }
}

/** `r+` does not make a file, `w+` empties one: it is made first. */
function openFlags(path: string): string {
  closeSync(openSync(path, 'a', 0o644));
  return 'r+';
}
