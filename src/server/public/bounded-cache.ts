/** Keeps what was used last, up to so many bytes; what was not used longest makes room. */
export class BoundedCache<Value extends { readonly bytes: Uint8Array }> {
  readonly #most: number;
  readonly #kept = new Map<string, Value>();
  #size = 0;

  /** `most`: bytes. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    if (value.bytes.length > this.#most) return;
    this.#kept.set(key, value);
    this.#size += value.bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#most) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const value = this.#kept.get(key);
    if (value === undefined) return;
    this.#kept.delete(key);
    this.#size -= value.bytes.length;
  }
}
