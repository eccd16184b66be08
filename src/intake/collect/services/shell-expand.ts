import { globMatches, hasGlob } from './glob.ts';
import type { Word, WordPart } from './shell-tokens.ts';

/** A word after expansion. Where `known` is false, `text` holds the unknown pieces as they were written. */
export type Field = { readonly text: string; readonly known: boolean };

/** A variable's value; null where it was set to something we do not know. */
export type Value = string | null;

export type Scope = {
  /** undefined: never set as far as we have seen. */
  readonly variable: (name: string) => Value | undefined;
  /** `$1`…; null where unknown. */
  readonly parameters: readonly Value[];
  /** Paths that match a pattern. */
  readonly glob: (pattern: string) => readonly string[];
  /** Counts work beyond a command's own step. */
  readonly spend: (steps: number) => void;
};

const longestField = 4096;
const mostFields = 1024;

/** Expands words as a shell does (2.6): parameters, field splitting, pathnames; substitutions stay unknown, apart from `$(ls PATTERN)`. */
export function expandWords(words: readonly Word[], scope: Scope): readonly Field[] {
  const fields: Field[] = [];
  for (const word of words) {
    for (const field of expandWord(word, scope)) if (fields.length < mostFields) fields.push(field);
  }
  if (fields.length === mostFields) fields.push({ text: '…', known: false }); // there may be more
  scope.spend(fields.length / 8);
  return fields;
}

/** Expands a word to one field, as in an assignment or a pattern: no splitting, no pathnames. */
export function expandText(word: Word, scope: Scope): Field {
  let text = '';
  let known = true;
  for (const part of word) {
    const piece = pieceOf(part, scope);
    text += piece.text;
    known &&= piece.known;
  }
  return { text: text.slice(0, longestField), known: known && text.length <= longestField };
}

/** A pattern whose quoted characters stand for themselves. */
export function expandPattern(word: Word, scope: Scope): Field {
  let text = '';
  let known = true;
  for (const part of word) {
    const piece = pieceOf(part, scope);
    text += part.quoted ? piece.text.replace(/[*?[\]\\]/g, '\\$&') : piece.text;
    known &&= piece.known;
  }
  return { text, known };
}

function expandWord(word: Word, scope: Scope): readonly Field[] {
  const splitter = new Splitter();
  for (const part of word) {
    if (part.kind === 'variable' && (part.name === '@' || part.name === '*') && part.operator === '')
      parametersInto(splitter, part.quoted && part.name === '@', scope);
    else if (part.kind === 'substitution') substitutionInto(splitter, part, scope);
    else {
      const piece = pieceOf(part, scope);
      if (part.quoted || part.kind === 'text' || !piece.known) splitter.add(piece.text, piece.known, part.quoted);
      else splitter.split(piece.text);
    }
  }
  return splitter.done().flatMap((field) => pathnames(field, scope));
}

function parametersInto(splitter: Splitter, quoted: boolean, scope: Scope): void {
  for (const [index, value] of scope.parameters.entries()) {
    if (index > 0) splitter.end();
    if (value === null || quoted) splitter.add(value ?? `$${index + 1}`, value !== null, true);
    else splitter.split(value);
  }
}

function substitutionInto(splitter: Splitter, part: WordPart & { readonly kind: 'substitution' }, scope: Scope): void {
  const pattern = /^\s*(?:\/bin\/)?(?:ls|echo)\s+(?:-[A-Za-z0-9]+\s+){0,4}(\/[^\s;|&$`<>()"']*)\s*(?:2>\s*\S+\s*)?$/.exec(
    part.inner.slice(0, 512),
  )?.[1];
  const paths = pattern === undefined || part.quoted ? [] : scope.glob(pattern);
  if (paths.length === 0) splitter.add(part.raw.slice(0, longestField), false, true);
  for (const [index, path] of paths.entries()) {
    if (index > 0) splitter.end();
    splitter.add(path, true, true);
  }
}

type Draft = Field & { readonly pattern: boolean };

class Splitter {
  readonly #fields: Draft[] = [];
  #text = '';
  #known = true;
  #pattern = false;
  #open = false;

  add(text: string, known: boolean, quoted: boolean): void {
    if (text === '' && !quoted) return;
    this.#open = true;
    this.#known &&= known && this.#text.length + text.length <= longestField;
    if (!quoted && hasGlob(text)) this.#pattern = true;
    this.#text = (this.#text + text).slice(0, longestField);
  }

  split(value: string): void {
    for (const [index, piece] of value.split(/[ \t\n]+/).entries()) {
      if (index > 0) this.end();
      this.add(piece, true, false);
    }
  }

  end(): void {
    if (this.#open && this.#fields.length < mostFields) this.#fields.push({ text: this.#text, known: this.#known, pattern: this.#pattern });
    this.#text = '';
    this.#known = true;
    this.#pattern = false;
    this.#open = false;
  }

  done(): readonly Draft[] {
    this.end();
    return this.#fields;
  }
}

function pathnames(field: Draft, scope: Scope): readonly Field[] {
  const paths = field.pattern && field.known && field.text.startsWith('/') ? scope.glob(field.text) : [];
  return paths.length > 0 ? paths.map((text) => ({ text, known: true })) : [{ text: field.text, known: field.known }];
}

function pieceOf(part: WordPart, scope: Scope): Field {
  if (part.kind === 'text') return { text: part.text.slice(0, longestField), known: true };
  if (part.kind === 'substitution') return { text: part.raw.slice(0, longestField), known: false };
  const value = valueOf(part.name, scope);
  const unknown = { text: part.raw.slice(0, longestField), known: false };
  if (part.operator === '') return value === undefined || value === null ? unknown : { text: value, known: true };
  if (/[$`]/.test(part.operand))
    return value === undefined || value === null || !/^:?[-=?]$/.test(part.operator) || value === ''
      ? unknown
      : { text: value, known: true };
  if (part.operator !== '') scope.spend(8);
  return modified(part.operator, value, part.operand.slice(0, longestField).replace(/["']/g, '')) ?? unknown;
}

function valueOf(name: string, scope: Scope): Value | undefined {
  if (name === '#') return String(scope.parameters.length);
  if (name === '@' || name === '*') return scope.parameters.includes(null) ? null : scope.parameters.join(' ');
  if (/^[1-9]\d*$/.test(name)) {
    const value = scope.parameters[Number(name) - 1];
    return value === undefined ? '' : value;
  }
  return scope.variable(name);
}

/** `${name:-word}` and its kin (2.6.2). A name never set may still come from outside: only the default is believed for it. */
function modified(operator: string, value: Value | undefined, operand: string): Field | null {
  if (value === null) return null;
  if (operator === ':-' || operator === ':=') return { text: value || operand, known: true };
  if (operator === '-' || operator === '=') return { text: value ?? operand, known: true };
  if (value === undefined) return null;
  if (operator === ':+') return { text: value === '' ? '' : operand, known: true };
  if (operator === '+') return { text: operand, known: true };
  if (operator[0] === '#' || operator[0] === '%') {
    const small = value.length <= 96 && operand.length <= 32 && operand.split('*').length <= 2; // keeps hostile patterns cheap
    return small ? { text: trimmed(operator, value, operand), known: true } : null;
  }
  return { text: value, known: operator === ':?' || operator === '?' };
}

/** `#` and `%` take the shortest match away, `##` and `%%` the longest. */
function trimmed(operator: string, value: string, pattern: string): string {
  const [front, longest] = [operator[0] === '#', operator.length === 2];
  for (let step = 0; step <= value.length; step++) {
    const length = longest ? value.length - step : step;
    const cut = front ? value.slice(0, length) : value.slice(value.length - length);
    if (globMatches(pattern, cut)) return front ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}
