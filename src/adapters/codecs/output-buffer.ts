/** Positions are kept in 32-bit integers: whatever the caller allows, more is a `limit`. */
const MOST_BYTES = 2 ** 31 - 1;

/** What a decoder has produced so far, in one buffer that also serves as its dictionary. Grows by doubling, never beyond `maxOut`. */
export class OutputBuffer {
  bytes: Uint8Array;
  length = 0;
  readonly maxOut: number;

  /** `hint` is a first capacity; callers derive it from the input's size, never from a length found in the data alone. */
  constructor(maxOut: number, hint: number) {
    this.maxOut = Math.min(maxOut, MOST_BYTES);
    this.bytes = new Uint8Array(Math.min(this.maxOut, Math.max(4096, hint)));
  }

  get room(): number {
    return this.maxOut - this.length;
  }

  /** Makes room for `size` more bytes, as far as `maxOut` lets it; callers check `room` for the rest. */
  reserve(size: number): void {
    const wanted = Math.min(this.maxOut, this.length + size);
    if (wanted <= this.bytes.length) return;
    const grown = new Uint8Array(Math.min(this.maxOut, Math.max(wanted, this.bytes.length * 2)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Appends what fits; false when something did not. */
  append(bytes: Uint8Array): boolean {
    const fits = bytes.length <= this.room;
    const part = fits ? bytes : bytes.subarray(0, this.room);
    this.reserve(part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
    return fits;
  }

  /** Appends `size` bytes that stand at `from`, which the caller knows to be there; copies what fits, false when something did not. */
  copy(source: Uint8Array, from: number, size: number): boolean {
    if (size > 24) return this.append(source.subarray(from, from + size));
    const fits = size <= this.maxOut - this.length;
    const count = fits ? size : this.room;
    const end = this.length + count;
    if (end > this.bytes.length) this.reserve(count);
    const bytes = this.bytes;
    for (let to = this.length; to < end; ) bytes[to++] = source[from++] as number;
    this.length = end;
    return fits;
  }

  /** Repeats `size` bytes from `distance` back (at least 1, at most `length`); copies what fits, false when something did not. */
  repeat(distance: number, size: number): boolean {
    const fits = size <= this.room;
    const count = fits ? size : this.room;
    const end = this.length + count;
    if (end > this.bytes.length) this.reserve(count);
    const bytes = this.bytes;
    let to = this.length;
    if (distance === 1 && count > 16) bytes.fill(bytes[to - 1] as number, to, end);
    else if (distance >= count && count > 32) bytes.copyWithin(to, to - distance, to - distance + count);
    else for (let from = to - distance; to < end; ) bytes[to++] = bytes[from++] as number;
    this.length = end;
    return fits;
  }

  /** The bytes so far, without the spare room behind them. */
  take(): Uint8Array {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
  }
}
