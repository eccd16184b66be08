/** Runs tasks side by side, at most so many at once, and starts at most so many a second. */
export class ExchangePool {
  #parallel: number;
  readonly #gapMs: number;
  #running = 0;
  #next = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(parallel: number, perSecond: number) {
    this.#parallel = parallel;
    this.#gapMs = 1000 / perSecond;
  }

  /** From now on one at a time: small devices have few connections. */
  narrow(): void {
    this.#parallel = 1;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    while (this.#running >= this.#parallel) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      await this.#pace();
      return await task();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #pace(): Promise<void> {
    const now = performance.now();
    const due = Math.max(now, this.#next);
    this.#next = due + this.#gapMs;
    if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
  }
}
