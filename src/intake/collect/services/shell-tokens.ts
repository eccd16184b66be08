/** A piece of a word. `raw` is how it was written, for showing where the value is not known. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  /** `$name`, `${name}` or `${name OPERATOR operand}`; an operator we do not read is `?`. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator: string;
      readonly operand: string;
      readonly quoted: boolean;
      readonly raw: string;
    }
  /** A command substitution or arithmetic: never carried out. `inner` is its text. */
  | { readonly kind: 'substitution'; readonly inner: string; readonly quoted: boolean; readonly raw: string };

export type Word = readonly WordPart[];

export type Token =
  | {
      readonly kind: 'word';
      readonly word: Word;
      readonly line: number /** The text, where it is one unquoted literal. */;
      readonly plain: string | null;
    }
  | { readonly kind: 'operator'; readonly text: string; readonly line: number };

/** Longest first. A newline is an operator of its own. */
const operators = [
  '<<-',
  ';;&',
  '&>>',
  '&&',
  '||',
  ';;',
  ';&',
  '<<',
  '>>',
  '<&',
  '>&',
  '<>',
  '>|',
  '&>',
  ';',
  '&',
  '|',
  '(',
  ')',
  '<',
  '>',
];
const breaksWord = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);

/**
 * Splits a POSIX shell script (IEEE 1003.1, Shell Command Language, 2.3) into tokens in one pass: comments and here-document bodies are
 * left out (the command substitutions in such a body stand as a command `:` in front of all), quotes and line continuations resolved. Never throws; what is not closed runs to the end of the text.
 */
export function readTokens(script: string): readonly Token[] {
  return new Lexer(script).all();
}

class Lexer {
  readonly #text: string;
  #at = 0;
  #line = 1;
  readonly #tokens: Token[] = [];
  /** Here-documents announced on this line: their delimiters. */
  #pending: { readonly delimiter: string; readonly tabs: boolean; readonly quoted: boolean }[] = [];
  readonly #embedded: Token[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  all(): readonly Token[] {
    while (this.#at < this.#text.length) this.#one();
    return this.#embedded.length === 0 ? this.#tokens : [...this.#embedded, ...this.#tokens];
  }

  #one(): void {
    const character = this.#text[this.#at] ?? '';
    if (character === '\n') {
      this.#operator('\n');
      this.#line++;
      this.#skipHereDocuments();
    } else if (character === ' ' || character === '\t' || character === '\r') this.#at++;
    else if (character === '\\' && this.#continues(this.#at)) this.#skipContinuation();
    else if (character === '#') this.#at = endOf(this.#text, '\n', this.#at);
    else {
      const operator = operators.find((text) => text[0] === character && this.#text.startsWith(text, this.#at));
      if (operator !== undefined) this.#operator(operator);
      else this.#word();
    }
  }

  #operator(text: string): void {
    this.#tokens.push({ kind: 'operator', text, line: this.#line });
    this.#at += text.length;
  }

  #continues(at: number): boolean {
    return this.#text[at + 1] === '\n' || (this.#text[at + 1] === '\r' && this.#text[at + 2] === '\n');
  }

  #skipContinuation(): void {
    this.#at = endOf(this.#text, '\n', this.#at) + 1;
    this.#line++;
  }

  #word(): void {
    const line = this.#line;
    const builder = new WordBuilder();
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (breaksWord.has(character)) break;
      if (character === "'") this.#single(builder);
      else if (character === '"') this.#double(builder);
      else if (character === '\\') this.#escape(builder, false);
      else if (character === '$' || character === '`') this.#expansion(builder, false);
      else {
        builder.text(character, false);
        this.#at++;
      }
    }
    const word = builder.done();
    const only = word.length === 1 ? word[0] : undefined;
    const plain = only?.kind === 'text' && !only.quoted ? only.text : null;
    const next = this.#text[this.#at];
    if (plain !== null && (next === '<' || next === '>') && /^\d{1,3}$/.test(plain)) return; // the number of a redirection
    this.#announce(plain, word);
    this.#tokens.push({ kind: 'word', word, line, plain });
  }

  /** A word after `<<` is the delimiter of a here-document that begins on the next line. */
  #announce(plain: string | null, word: Word): void {
    const last = this.#tokens.at(-1);
    if (last?.kind !== 'operator' || (last.text !== '<<' && last.text !== '<<-') || this.#pending.length >= 16) return;
    const delimiter = plain ?? word.map((part) => (part.kind === 'text' ? part.text : part.raw)).join('');
    const quoted = word.some((part) => part.kind === 'text' && part.quoted);
    this.#pending.push({ delimiter, tabs: last.text === '<<-', quoted });
  }

  #skipHereDocuments(): void {
    for (const { delimiter, tabs, quoted } of this.#pending) {
      const [from, line] = [this.#at, this.#line];
      let to = from;
      while (this.#at < this.#text.length) {
        const end = endOf(this.#text, '\n', this.#at);
        let text = this.#text.slice(this.#at, end);
        if (text.endsWith('\r')) text = text.slice(0, -1);
        if (tabs) text = text.replace(/^\t+/, '');
        this.#at = end + 1;
        this.#line++;
        if (text === delimiter) break;
        to = this.#at;
      }
      if (!quoted) this.#embed(this.#text.slice(from, to), line);
    }
    this.#pending = [];
  }

  /** A shell carries out the substitutions in a here-document's body when it reads it. */
  #embed(body: string, line: number): void {
    if (!body.includes('$(') && !body.includes('`')) return;
    const word = new Lexer(body).#substitutions();
    if (word.length === 0) return;
    const colon: Word = [{ kind: 'text', text: ':', quoted: false }];
    this.#embedded.push({ kind: 'word', word: colon, line, plain: ':' }, { kind: 'word', word, line, plain: null });
    this.#embedded.push({ kind: 'operator', text: '\n', line });
  }

  #substitutions(): Word {
    const builder = new WordBuilder();
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (character === '\\') this.#at += 2;
      else if (character === '$' || character === '`') this.#expansion(builder, true);
      else this.#at++;
    }
    return builder.done().filter((part) => part.kind !== 'text');
  }

  #single(builder: WordBuilder): void {
    const end = endOf(this.#text, "'", this.#at + 1);
    this.#quotedText(builder, this.#at + 1, end);
    this.#at = end + 1;
  }

  #quotedText(builder: WordBuilder, from: number, to: number): void {
    const text = this.#text.slice(from, to);
    this.#line += lines(text);
    builder.text(text, true);
  }

  #double(builder: WordBuilder): void {
    this.#at++;
    builder.text('', true);
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const character = this.#text[this.#at] ?? '';
      if (character === '\\') this.#escape(builder, true);
      else if (character === '$' || character === '`') this.#expansion(builder, true);
      else {
        if (character === '\n') this.#line++;
        builder.text(character, true);
        this.#at++;
      }
    }
    this.#at++;
  }

  #escape(builder: WordBuilder, quoted: boolean): void {
    if (this.#continues(this.#at)) {
      this.#skipContinuation();
      return;
    }
    const next = this.#text[this.#at + 1] ?? '';
    builder.text(quoted && !'$`"\\'.includes(next) ? `\\${next}` : next, true);
    this.#at += 2;
  }

  #expansion(builder: WordBuilder, quoted: boolean): void {
    const from = this.#at;
    const next = this.#text[from + 1] ?? '';
    if (this.#text[from] === '`') this.#substitution(builder, quoted, endOfBackquote(this.#text, from + 1), 1);
    else if (next === '(') this.#substitution(builder, quoted, endOfBraced(this.#text, from + 2, ')'), 2);
    else if (next === '{') this.#braced(builder, quoted);
    else {
      const name = /^(?:[A-Za-z_][A-Za-z0-9_]{0,127}|[0-9@*#?$!-])/.exec(this.#text.slice(from + 1, from + 130))?.[0];
      this.#at = from + 1 + (name?.length ?? 0);
      if (name === undefined) builder.text('$', quoted);
      else builder.part({ kind: 'variable', name, operator: '', operand: '', quoted, raw: `$${name}` });
    }
  }

  #substitution(builder: WordBuilder, quoted: boolean, end: number, opening: number): void {
    const raw = this.#text.slice(this.#at, end + 1);
    const inner = this.#text.slice(this.#at + opening, end);
    this.#line += lines(raw);
    builder.part({ kind: 'substitution', inner, quoted, raw });
    this.#at = end + 1;
  }

  #braced(builder: WordBuilder, quoted: boolean): void {
    const end = endOfBraced(this.#text, this.#at + 2, '}');
    const raw = this.#text.slice(this.#at, end + 1);
    const inner = this.#text.slice(this.#at + 2, end);
    const [, name, operator, operand] = /^([A-Za-z_]\w{0,127}|\d{1,3}|[@*#?$!-])(:?[-=+?]|##?|%%?|)([\s\S]*)$/.exec(inner) ?? [];
    this.#line += lines(raw);
    this.#at = end + 1;
    const read = name !== undefined && (operator !== '' || operand === '');
    builder.part({
      kind: 'variable',
      name: read ? name : '',
      operator: read ? (operator ?? '') : '?',
      operand: read ? (operand ?? '') : '',
      quoted,
      raw,
    });
  }
}

class WordBuilder {
  readonly #parts: WordPart[] = [];
  #text: string[] = [];
  #quoted = false;

  text(text: string, quoted: boolean): void {
    if (quoted !== this.#quoted) this.#flush();
    this.#quoted = quoted;
    this.#text.push(text);
  }

  part(part: WordPart): void {
    this.#flush();
    this.#parts.push(part);
  }

  done(): Word {
    this.#flush();
    return this.#parts;
  }

  #flush(): void {
    if (this.#text.length > 0) this.#parts.push({ kind: 'text', text: this.#text.join(''), quoted: this.#quoted });
    this.#text = [];
  }
}

function endOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at;
}

function lines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function endOfBackquote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at;
  }
  return text.length;
}

/** Where the bracket that was open before `from` closes, quotes and inner brackets skipped; the end of the text where it never does. One pass, no recursion. */
function endOfBraced(text: string, from: number, close: ')' | '}'): number {
  const open: string[] = [close];
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    const inside = open.at(-1);
    if (character === '\\') at++;
    else if (character === inside) {
      open.pop();
      if (open.length === 0) return at;
    } else if (character === "'" && inside !== '"') at = endOf(text, "'", at + 1);
    else if (character === '"') open.push('"');
    else if (character === '$' && text[at + 1] === '(') open.push(')');
    else if (character === '$' && text[at + 1] === '{') open.push('}');
    else if (character === '(' && inside === ')' && text[at - 1] !== '$') open.push(')');
  }
  return text.length;
}
