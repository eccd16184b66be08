/** Distinct targets remembered of one window; more say nothing new. */
const mostTargets = 4096;
const windowMicros = 60_000_000;

/** How many different targets a host turned to within a minute, at most: a scan is fast, an ordinary life is long. */
export class Burst {
  peak = 0;
  /** Packets of the fullest minute, and the number of the first of them. */
  packets = 0;
  number = 0;
  #targets = new Set<number>();
  #start = 0;
  #count = 0;
  #number = 0;

  add(target: number, micros: number, number: number): void {
    if (this.#count === 0 || micros < this.#start || micros - this.#start > windowMicros) {
      this.#targets = new Set();
      this.#start = micros;
      this.#count = 0;
      this.#number = number;
    }
    this.#count += 1;
    if (this.#targets.size < mostTargets) this.#targets.add(target);
    if (this.#targets.size < this.peak) return;
    this.peak = this.#targets.size;
    this.packets = this.#count;
    this.number = this.#number;
  }
}
