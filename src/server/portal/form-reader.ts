import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { type Typed, typedAll, typedText } from './typed.ts';

/** What is wrong with which field: `portal.fault.<code>` is the sentence. */
export type Faults = Readonly<Record<string, string>>;

const longest = 20_000;

/** Reads a form field by field and gathers what does not fit, so that everything is told at once. */
export class FormReader {
  readonly typed: Typed;
  readonly #faults: Record<string, string> = {};

  constructor(typed: Typed) {
    this.typed = typed;
  }

  get faults(): Faults {
    return this.#faults;
  }

  get isFit(): boolean {
    return Object.keys(this.#faults).length === 0;
  }

  fault(name: string, code: string): void {
    this.#faults[name] ??= code;
  }

  optional(name: string): string | null {
    const text = typedText(this.typed, name);
    if (text.length > longest) this.fault(name, 'long');
    return text === '' ? null : text;
  }

  text(name: string): string {
    const text = this.optional(name);
    if (text === null) this.fault(name, 'required');
    return text ?? '';
  }

  all(name: string): readonly string[] {
    return typedAll(this.typed, name);
  }

  isSet(name: string): boolean {
    return typedText(this.typed, name) !== '';
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const text = typedText(this.typed, name);
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.fault(name, 'choose');
    return found ?? (choices[0] as T);
  }

  whole(name: string, least: number, most: number): number {
    const text = typedText(this.typed, name);
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) this.fault(name, 'number');
    return Number.isNaN(value) ? least : value;
  }

  date(name: string): string {
    const text = this.text(name);
    if (text !== '' && (text.length !== 10 || epochSeconds(text) === null)) this.fault(name, 'date');
    return text;
  }
}
