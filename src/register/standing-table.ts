import { certificateNumber } from '../model/certificate-number.ts';
import { type LabelLetter, labelLetters } from '../model/label-claims.ts';
import type { LabelState, Standing } from './transition.ts';

const pageSize = 256;
const states: readonly LabelState[] = ['in-force', 'suspended', 'withdrawn', 'expired'];
const letters: readonly (LabelLetter | null)[] = [null, ...labelLetters];

/**
 * Where every number stands, at one byte each: numbers are given out in order, so they lie in pages of 256. A log that spreads them thinly costs a page a
 * number and no more.
 */
export class StandingTable {
  readonly #pages = new Map<string, Uint8Array>();

  /** Null: never issued. The number is one by its pattern. */
  get(number: string): Standing | null {
    const { page, at } = placeOf(number);
    const byte = this.#pages.get(page)?.[at] ?? 0;
    if (byte === 0) return null;
    const state = states[(byte - 1) % states.length];
    const letter = letters[Math.floor((byte - 1) / states.length)];
    return state === undefined || letter === undefined ? null : { state, letter };
  }

  set(number: string, { state, letter }: Standing): void {
    const { page, at } = placeOf(number);
    const bytes = this.#pages.get(page) ?? new Uint8Array(pageSize);
    bytes[at] = 1 + states.indexOf(state) + states.length * letters.indexOf(letter);
    this.#pages.set(page, bytes);
  }
}

function placeOf(number: string): { readonly page: string; readonly at: number } {
  const { body, serial } = certificateNumber(number) ?? { body: number, serial: 0 };
  return { page: `${body} ${Math.floor(serial / pageSize)}`, at: serial % pageSize };
}
