import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { certificateNumber } from '../../model/certificate-number.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { durableWrite } from './durable-write.ts';
import { NumberFile } from './number-file.ts';

/** Up to which size the index is complete, the root at that size in hexadecimal, and how many entries without a number it lists. */
export type IndexState = { readonly size: number; readonly root: string; readonly others: number };

const empty: IndexState = { size: 0, root: '', others: 0 };

/**
 * From a number to its entries, and the few entries without one: the writer's own, made from the log and made anew whenever it does not fit. For each body
 * a file of slots by serial, the last entry about the number plus 1; for each entry the one before it about the same number, plus 1.
 * The chain is synced before the slots that lead to it, both before the state that vouches for them: after a power cut what the state covers is whole.
 */
export class NumberIndex {
  readonly #folder: string;
  readonly #mode: 'read' | 'write';
  readonly #files = new Map<string, NumberFile>();
  #state: IndexState;

  constructor(folder: string, mode: 'read' | 'write') {
    this.#folder = folder;
    this.#mode = mode;
    if (mode === 'write') mkdirSync(folder, { recursive: true });
    this.#state = readState(join(folder, 'state.json'));
  }

  get state(): IndexState {
    return this.#state;
  }

  #file(name: string): NumberFile {
    const file = this.#files.get(name) ?? new NumberFile(join(this.#folder, name), this.#mode);
    this.#files.set(name, file);
    return file;
  }

  /** Entries about a number, oldest first; null: the index contradicts itself. */
  entriesOf(number: string): readonly number[] | null {
    const { body, serial } = certificateNumber(number) ?? { body: '', serial: 0 };
    if (body === '') return [];
    const found: number[] = [];
    let limit = Number.MAX_SAFE_INTEGER;
    for (let next = this.#file(`${body}.slots`).get(serial); next !== 0; next = this.#file('chain').get(next - 1)) {
      if (next >= limit) return null;
      limit = next;
      if (next <= this.#state.size) found.push(next - 1);
    }
    return found.reverse();
  }

  /** Entries without a number: keys and schemes. */
  others(): readonly number[] {
    return Array.from({ length: this.#state.others }, (_, at) => this.#file('others').get(at));
  }

  /** Adds the entries that follow; nothing is lost or doubled when it is done again after it was cut short. */
  async extend(entries: readonly RegisterEntry[], rootAfter: string): Promise<void> {
    let { size, others } = this.#state;
    for (const entry of entries) {
      const { body, serial } = certificateNumber('number' in entry ? entry.number : '') ?? { body: '', serial: 0 };
      if (body === '') this.#file('others').set(others++, size);
      else {
        const slots = this.#file(`${body}.slots`);
        let before = slots.get(serial);
        while (before > size) before = this.#file('chain').get(before - 1);
        this.#file('chain').set(size, before);
        slots.set(serial, size + 1);
      }
      size += 1;
    }
    this.#file('chain').flush();
    for (const file of this.#files.values()) file.flush();
    await this.#save({ size, root: rootAfter, others });
  }

  async reset(): Promise<void> {
    this.close();
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    await this.#save(empty);
  }

  async #save(state: IndexState): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(state));
    await durableWrite(this.#folder, [{ path: join(this.#folder, 'state.json'), bytes }]);
    this.#state = state;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }
}

function readState(path: string): IndexState {
  try {
    const { size, root, others } = JSON.parse(readFileSync(path, 'utf8')) as Partial<IndexState>;
    const areCounts = [size, others].every((count) => Number.isSafeInteger(count) && (count ?? -1) >= 0);
    return areCounts && typeof root === 'string' ? { size: size ?? 0, root, others: others ?? 0 } : empty;
  } catch {
    return empty;
  }
}
