import { readTokens, type Token, type Word } from './shell-tokens.ts';

export type Assignment = { readonly name: string; readonly value: Word };

/** `> file`, `< file`, `<< DELIMITER` …: the operator and the word behind it. */
export type Redirect = { readonly operator: string; readonly target: Word };

/** A shell script as a tree of commands. `line` counts from 1. */
export type ShellNode =
  | {
      readonly kind: 'command';
      readonly line: number;
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  /** A compound command with redirections of its own. */
  | { readonly kind: 'redirected'; readonly line: number; readonly body: ShellNode; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'sequence'; readonly items: readonly ShellNode[] }
  /** `first && second || third`: left to right, both operators bind alike. */
  | {
      readonly kind: 'chain';
      readonly first: ShellNode;
      readonly rest: readonly { readonly operator: '&&' | '||'; readonly node: ShellNode }[];
    }
  | { readonly kind: 'pipe'; readonly stages: readonly ShellNode[] }
  | { readonly kind: 'not'; readonly body: ShellNode }
  | { readonly kind: 'background'; readonly body: ShellNode }
  | { readonly kind: 'subshell'; readonly body: ShellNode }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: ShellNode; readonly body: ShellNode }[];
      readonly otherwise: ShellNode | null;
    }
  | {
      readonly kind: 'case';
      readonly subject: Word;
      readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: ShellNode }[];
    }
  /** `words` is null for `for x; do`: the positional parameters. */
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[] | null; readonly body: ShellNode }
  | { readonly kind: 'while'; readonly until: boolean; readonly test: ShellNode; readonly body: ShellNode }
  | { readonly kind: 'function'; readonly name: string; readonly body: ShellNode };

/** Longer scripts are read up to here, in characters. */
export const longestScript = 1 << 20;

const deepest = 64;
const nothing: ShellNode = Object.freeze({ kind: 'sequence', items: Object.freeze([]) as readonly ShellNode[] });
const endsList = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);
const redirections = new Set(['<', '>', '>>', '<<', '<<-', '<&', '>&', '<>', '>|', '&>', '&>>']);
const assignment = /^([A-Za-z_]\w{0,127})\+?=/;

/**
 * Reads a POSIX shell script (IEEE 1003.1, Shell Command Language) into a tree. Nothing is refused: a wrong construct is read as far as
 * it goes and the rest follows; constructs nested deeper than 64 are read as if their keywords were not there. Linear in the text.
 */
export function readShell(script: string): ShellNode {
  return new Parser(readTokens(script.length > longestScript ? script.slice(0, longestScript) : script)).script();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  script(): ShellNode {
    const items: ShellNode[] = [];
    while (this.#at < this.#tokens.length) {
      const before = this.#at;
      items.push(this.#list());
      if (this.#at === before || this.#at < this.#tokens.length) this.#at++; // a word or bracket that closes nothing
    }
    return items.length === 1 ? (items[0] ?? nothing) : { kind: 'sequence', items };
  }

  #operator(): string | null {
    const token = this.#tokens[this.#at];
    return token?.kind === 'operator' ? token.text : null;
  }

  #plain(): string | null {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' ? token.plain : null;
  }

  #takeOperator(text: string): boolean {
    if (this.#operator() !== text) return false;
    this.#at++;
    return true;
  }

  #takeWord(text: string): boolean {
    if (this.#plain() !== text) return false;
    this.#at++;
    return true;
  }

  #newlines(): void {
    while (this.#operator() === '\n') this.#at++;
  }

  /** Commands up to a word or operator that ends the construct around; that one is left standing. */
  #list(): ShellNode {
    const items: ShellNode[] = [];
    while (this.#at < this.#tokens.length) {
      const operator = this.#operator();
      if (operator === '\n' || operator === ';' || operator === '&') this.#at++;
      else if (operator !== null ? operator !== '(' && !redirections.has(operator) : endsList.has(this.#plain() ?? '')) break;
      else {
        const node = this.#chain();
        items.push(this.#takeOperator('&') ? { kind: 'background', body: node } : node);
      }
    }
    return items.length === 1 ? (items[0] ?? nothing) : { kind: 'sequence', items };
  }

  #chain(): ShellNode {
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; node: ShellNode }[] = [];
    for (let operator = this.#operator(); operator === '&&' || operator === '||'; operator = this.#operator()) {
      this.#at++;
      this.#newlines();
      rest.push({ operator, node: this.#pipeline() });
    }
    return rest.length === 0 ? first : { kind: 'chain', first, rest };
  }

  #pipeline(): ShellNode {
    let negated = false;
    while (this.#takeWord('!')) negated = !negated;
    const stages = [this.#command()];
    while (this.#takeOperator('|')) {
      this.#newlines();
      stages.push(this.#command());
    }
    const node: ShellNode = stages.length === 1 ? (stages[0] ?? nothing) : { kind: 'pipe', stages };
    return negated ? { kind: 'not', body: node } : node;
  }

  #command(): ShellNode {
    const opening = this.#operator() === '(' ? '(' : this.#plain();
    const read = opening === null ? undefined : this.#compounds[opening];
    if (read === undefined) return this.#functionOrSimple();
    this.#at++;
    if (this.#depth >= deepest) return nothing;
    this.#depth++;
    const node = read();
    this.#depth--;
    const line = this.#tokens[this.#at]?.line ?? 0;
    const redirects = this.#redirections();
    return redirects.length === 0 ? node : { kind: 'redirected', line, body: node, redirects };
  }

  readonly #compounds: Readonly<Record<string, (() => ShellNode) | undefined>> = Object.assign(Object.create(null), {
    '(': () => this.#closed({ kind: 'subshell', body: this.#list() }, () => this.#takeOperator(')')),
    '{': () => this.#closed(this.#list(), () => this.#takeWord('}')),
    if: () => this.#if(),
    case: () => this.#case(),
    for: () => this.#for(),
    while: () => this.#while(false),
    until: () => this.#while(true),
    function: () => this.#namedFunction(),
  });

  #closed(node: ShellNode, close: () => boolean): ShellNode {
    close();
    return node;
  }

  #if(): ShellNode {
    const branches: { test: ShellNode; body: ShellNode }[] = [];
    do {
      const test = this.#list();
      this.#takeWord('then');
      branches.push({ test, body: this.#list() });
    } while (this.#takeWord('elif'));
    const otherwise = this.#takeWord('else') ? this.#list() : null;
    this.#takeWord('fi');
    return { kind: 'if', branches, otherwise };
  }

  #while(until: boolean): ShellNode {
    const test = this.#list();
    return { kind: 'while', until, test, body: this.#loopBody() };
  }

  #loopBody(): ShellNode {
    this.#takeWord('do');
    const body = this.#list();
    this.#takeWord('done');
    return body;
  }

  #for(): ShellNode {
    const name = this.#plain() ?? '';
    if (this.#tokens[this.#at]?.kind === 'word') this.#at++;
    this.#newlines();
    const words = this.#takeWord('in') ? this.#words() : null;
    while (this.#operator() === '\n' || this.#operator() === ';') this.#at++;
    return { kind: 'for', name, words, body: this.#loopBody() };
  }

  #words(): readonly Word[] {
    const words: Word[] = [];
    for (let token = this.#tokens[this.#at]; token?.kind === 'word'; token = this.#tokens[this.#at]) {
      words.push(token.word);
      this.#at++;
    }
    return words;
  }

  #case(): ShellNode {
    const subject = this.#tokens[this.#at];
    if (subject?.kind === 'word') this.#at++;
    this.#newlines();
    this.#takeWord('in');
    const arms: { patterns: readonly Word[]; body: ShellNode }[] = [];
    for (this.#newlines(); this.#at < this.#tokens.length && !this.#takeWord('esac'); this.#newlines()) {
      const before = this.#at;
      this.#takeOperator('(');
      const patterns = [...this.#words()];
      while (this.#takeOperator('|')) patterns.push(...this.#words());
      this.#takeOperator(')');
      arms.push({ patterns, body: this.#list() });
      if (!this.#takeOperator(';;') && !this.#takeOperator(';&')) this.#takeOperator(';;&');
      if (this.#at === before) break;
    }
    return { kind: 'case', subject: subject?.kind === 'word' ? subject.word : [], arms };
  }

  #namedFunction(): ShellNode {
    const name = this.#plain() ?? '';
    if (this.#tokens[this.#at]?.kind === 'word') this.#at++;
    if (this.#takeOperator('(')) this.#takeOperator(')');
    this.#newlines();
    return { kind: 'function', name, body: this.#command() };
  }

  #functionOrSimple(): ShellNode {
    const [first, open, close] = [this.#tokens[this.#at], this.#tokens[this.#at + 1], this.#tokens[this.#at + 2]];
    const named =
      first?.kind === 'word' && open?.kind === 'operator' && open.text === '(' && close?.kind === 'operator' && close.text === ')';
    if (!named) return this.#simple();
    this.#at += 3;
    this.#newlines();
    if (this.#depth >= deepest) return nothing;
    this.#depth++;
    const body = this.#command();
    this.#depth--;
    return { kind: 'function', name: first.plain ?? '', body };
  }

  #simple(): ShellNode {
    const line = this.#tokens[this.#at]?.line ?? 0;
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      for (const redirect of this.#redirections()) redirects.push(redirect);
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'word') break;
      this.#at++;
      const assigned = words.length === 0 ? assignmentOf(token.word) : null;
      if (assigned === null) words.push(token.word);
      else assignments.push(assigned);
    }
    return { kind: 'command', line, assignments, words, redirects };
  }

  #redirections(): readonly Redirect[] {
    const found: Redirect[] = [];
    for (let operator = this.#operator(); operator !== null && redirections.has(operator); operator = this.#operator()) {
      this.#at++;
      const target = this.#tokens[this.#at];
      if (target?.kind !== 'word') continue;
      found.push({ operator, target: target.word });
      this.#at++;
    }
    return found;
  }
}

/** `NAME=value` as a name and the rest of the word; null where the word is something else. */
function assignmentOf(word: Word): Assignment | null {
  const first = word[0];
  if (first?.kind !== 'text' || first.quoted) return null;
  const found = assignment.exec(first.text);
  if (found === null) return null;
  return { name: found[1] ?? '', value: [{ kind: 'text', text: first.text.slice(found[0].length), quoted: false }, ...word.slice(1)] };
}
