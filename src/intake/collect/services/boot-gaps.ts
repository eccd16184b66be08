/** A place where the reading of boot stopped: what would be started there is not known. */
export type Gap = { readonly at: string; readonly name: string; readonly command: string };

const mostGaps = 2048;

/** Collects gaps, one for each place and name. Beyond 2048 no more are kept: the answer is unknown by then anyway. */
export class Gaps {
  readonly #found = new Map<string, Gap>();

  add(at: string, name: string, words: readonly string[]): void {
    if (this.#found.size >= mostGaps) return;
    const key = `${at}\u0000${name}`;
    if (!this.#found.has(key)) this.#found.set(key, { at, name: name.slice(0, 256), command: words.slice(0, 64).join(' ').slice(0, 1024) });
  }

  get list(): readonly Gap[] {
    return [...this.#found.values()];
  }
}
