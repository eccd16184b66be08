import { all, any, not, type Truth } from '../../../foundation/logic.ts';
import type { Field } from './shell-expand.ts';

/** Answers a test of a file, e.g. `-f` `/x`. */
export type FileTest = (operator: string, path: string) => Truth;

/** Evaluates the arguments of `test` or `[ … ]` (IEEE 1003.1, test) as far as they are constant; what is not, or is wrong, is unknown. */
export function evaluateTest(fields: readonly Field[], file: FileTest): Truth {
  const reader = new TestReader(fields, file);
  const truth = reader.either();
  return reader.ended ? truth : 'unknown';
}

const truthOf = (value: boolean): Truth => (value ? 'true' : 'false');
const comparisons = new Set(['=', '==', '!=', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef', '=~']);

class TestReader {
  readonly #fields: readonly Field[];
  readonly #file: FileTest;
  #at = 0;
  #depth = 0;

  constructor(fields: readonly Field[], file: FileTest) {
    this.#fields = fields;
    this.#file = file;
  }

  get ended(): boolean {
    return this.#at >= this.#fields.length;
  }

  either(): Truth {
    const values = [this.#both()];
    while (this.#take('-o') || this.#take('||')) values.push(this.#both());
    return any(values);
  }

  #both(): Truth {
    const values = [this.#negation()];
    while (this.#take('-a') || this.#take('&&')) values.push(this.#negation());
    return all(values);
  }

  #negation(): Truth {
    let negated = false;
    while (this.#at < this.#fields.length - 1 && this.#take('!')) negated = !negated;
    const value = this.#primary();
    return negated ? not(value) : value;
  }

  #primary(): Truth {
    const [first, second, third] = [this.#fields[this.#at], this.#fields[this.#at + 1], this.#fields[this.#at + 2]];
    if (first === undefined) return 'false';
    if (second !== undefined && third !== undefined && second.known && comparisons.has(second.text)) {
      this.#at += 3;
      return compare(first, second.text, third);
    }
    if (first.text === '(' && this.#depth < 32) return this.#bracketed();
    if (second !== undefined && first.known && /^-[a-zA-Z]$/.test(first.text)) {
      this.#at += 2;
      return this.#unary(first.text[1] ?? '', second);
    }
    this.#at++;
    return first.known ? truthOf(first.text !== '') : 'unknown';
  }

  #bracketed(): Truth {
    this.#at++;
    this.#depth++;
    const value = this.either();
    this.#depth--;
    return this.#take(')') ? value : 'unknown';
  }

  #unary(operator: string, operand: Field): Truth {
    // A word with constant characters in it is not empty, whatever the rest turns out to be; one that is all unknown may be.
    if (!operand.known) return 'unknown';
    if (operator === 'n' || operator === 'z') return truthOf((operand.text === '') === (operator === 'z'));
    return /^[bcdefghkLprsSuwxOG]$/.test(operator) && operand.text.startsWith('/') ? this.#file(operator, operand.text) : 'unknown';
  }

  #take(text: string): boolean {
    const field = this.#fields[this.#at];
    if (field?.known !== true || field.text !== text) return false;
    this.#at++;
    return true;
  }
}

function compare(left: Field, operator: string, right: Field): Truth {
  if (!left.known || !right.known) return 'unknown';
  if (operator === '=' || operator === '==') return truthOf(left.text === right.text);
  if (operator === '!=') return truthOf(left.text !== right.text);
  if (!/^\s*-?\d{1,15}\s*$/.test(left.text) || !/^\s*-?\d{1,15}\s*$/.test(right.text)) return 'unknown';
  const [a, b] = [Number(left.text), Number(right.text)];
  const results: Readonly<Record<string, boolean>> = {
    '-eq': a === b,
    '-ne': a !== b,
    '-lt': a < b,
    '-le': a <= b,
    '-gt': a > b,
    '-ge': a >= b,
  };
  const result = results[operator];
  return result === undefined ? 'unknown' : truthOf(result);
}
