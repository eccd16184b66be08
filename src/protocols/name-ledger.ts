import type { NameExhibit } from '../model/network-exhibits.ts';

const mostWaiting = 1024;
const mostTold = 4096;

type Entry = Pick<NameExhibit, 'name' | 'type' | 'answers'>;

/**
 * Questions and answers of one flow: a question and its answer are told as one, an answer that was told is not repeated, and a question that
 * nobody answered is told at the end (or before, where more than 1024 wait).
 */
export class NameLedger {
  readonly #tell: (entry: Entry) => void;
  readonly #waiting = new Map<string, Entry>();
  readonly #told = new Set<string>();

  constructor(tell: (entry: Entry) => void) {
    this.#tell = tell;
  }

  ask(name: string, type: string): void {
    const key = `${type} ${name}`;
    if (this.#told.has(key) || this.#waiting.has(key)) return;
    this.#waiting.set(key, { name, type, answers: [] });
    if (this.#waiting.size <= mostWaiting) return;
    for (const [oldest, entry] of this.#waiting) {
      this.#waiting.delete(oldest);
      this.#out(oldest, entry);
      return;
    }
  }

  answer(name: string, type: string, answers: readonly string[]): void {
    const key = `${type} ${name}`;
    this.#waiting.delete(key);
    const whole = `${key} ${answers.join(' ')}`;
    if (answers.length === 0 ? this.#told.has(key) : this.#told.has(whole)) return;
    this.#told.add(whole);
    this.#out(key, { name, type, answers });
  }

  end(): void {
    for (const [key, entry] of this.#waiting) this.#out(key, entry);
    this.#waiting.clear();
  }

  #out(key: string, entry: Entry): void {
    // Forgetting costs a repeated telling, no more.
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(key);
    this.#tell(entry);
  }
}
