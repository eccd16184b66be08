import { any, not, type Truth } from '../../../foundation/logic.ts';
import type { Entry } from '../../../model/unpacked.ts';
import { type Call, type Frame, goesOn, leave, mergeVariables, newFrame, type Outcome, type Variables, within } from './boot-frame.ts';
import { type Gap, Gaps } from './boot-gaps.ts';
import { applyRedirects } from './boot-redirects.ts';
import { BootTexts } from './boot-texts.ts';
import { globMatches } from './glob.ts';
import { baseName, type RootView } from './root-view.ts';
import { runSubstitutions } from './run-substitutions.ts';
import { expandPattern, expandText, expandWords, type Scope, type Value } from './shell-expand.ts';
import type { ShellNode } from './shell-reader.ts';
import type { Word } from './shell-tokens.ts';

/** A command that the boot scripts start. */
export type Started = {
  /** `Entry.at:line`. */
  readonly at: string;
  /** As read, what is constant filled in. */
  readonly words: readonly string[];
  readonly program: Entry | null;
  /** Runs on: in the background, as a daemon, or as the last thing. */
  readonly kept: boolean;
  /** A shell or login at the console. */
  readonly console: boolean;
  /** No undecided condition stands before it. */
  sure: boolean;
  /** No such program is found, and it need not stand where it was looked for. */
  readonly unseen: boolean;
};

const mostSteps = 50_000;
const mostStarted = 20_000;
const mostVariables = 256;
const deepestNodes = 160;
const deepestScripts = 16;
const mostScripts = 4096;
const mostParameters = 32;
const longestParameter = 256;

type Alternative = { readonly when: Truth; readonly body: ShellNode };
const nothing: ShellNode = Object.freeze({ kind: 'sequence', items: [] });

type Recorded = { readonly commands: readonly Started[]; readonly outcome: Outcome };

/**
 * Walks boot scripts the way init would, carrying out nothing: constant conditions are decided, undecided ones make what depends on them
 * unsure. Bounded in steps, depth and results; never throws for what a script holds.
 */
export class BootWalk {
  readonly view: RootView;
  readonly command: (walk: BootWalk, call: Call) => Outcome;
  readonly texts: BootTexts;
  readonly started: Started[] = [];
  /** Scripts followed: `Entry.at`. */
  readonly visited = new Set<string>();
  readonly #gaps = new Gaps();
  readonly #memory = new Map<string, Recorded | null>();
  #steps = 0;
  #depth = 0;
  #scripts = 0;

  /** `command` carries out simple commands (boot-commands.ts); handed in, for it needs this walk in turn. */
  constructor(view: RootView, command: (walk: BootWalk, call: Call) => Outcome) {
    this.view = view;
    this.texts = new BootTexts(view);
    this.command = command;
  }

  /** Where the walk gave up, and what cannot be followed. */
  get gaps(): readonly Gap[] {
    return this.#gaps.list;
  }

  /** Notes a command that cannot be followed: under its own name, or the one given. */
  gap({ frame, line, fields }: Call, name: string): void {
    const words = fields.map((field) => field.text.slice(0, 512));
    this.#gaps.add(`${frame.source}:${line}`, name || baseName(words[0] ?? '').trim() || 'command', words);
  }

  /** Notes a file that is not followed, or not to its end. */
  stop(at: string, why: string): void {
    this.#gaps.add(at, baseName(at), [why]);
  }

  /** Counts work that a command costs beside its own step. */
  spend(steps: number): void {
    this.#steps += Math.floor(steps);
  }

  scope(frame: Frame): Scope {
    return {
      variable: (name) => frame.variables.get(name),
      parameters: frame.parameters,
      glob: (pattern) => this.view.glob(pattern),
      spend: (steps) => this.spend(steps),
    };
  }

  set(frame: Frame, name: string, value: Value): void {
    if (name !== '' && (frame.variables.has(name) || frame.variables.size < mostVariables))
      frame.variables.set(name, value?.slice(0, 4096) ?? null);
    else this.stop(frame.source, 'too many variables');
  }

  emit(command: Started): void {
    if (this.started.length < mostStarted) this.started.push(command);
    else this.stop(command.at, 'too many commands');
  }

  /** What was started from entry `from` of the list on depends on something undecided, apart from the programs named. */
  doubt(from: number, except: ReadonlySet<string> = new Set()): void {
    this.#steps += (this.started.length - from) >> 5;
    for (let at = from; at < this.started.length; at++) {
      const command = this.started[at];
      if (command !== undefined && !except.has(programName(command))) command.sure = false;
    }
  }

  /** Runs a script as a process of its own. A second time with the same arguments, what it started the first time is taken. */
  runScript(entry: Entry, given: readonly Value[], outer: Frame | null, tail: boolean, body?: (frame: Frame) => Outcome): Outcome {
    const parameters = given.slice(0, mostParameters).map((value) => (value === null || value.length > longestParameter ? null : value));
    const passed = [...(outer?.exported ?? [])].map((name) => `${name}=${outer?.variables.get(name) ?? '\u0001'}`);
    const key = [entry.at, String(outer?.fed === true), ...parameters.map((value) => value ?? '\u0001'), '', ...passed].join('\u0000');
    const known = this.#memory.get(key);
    if (known === null) return goesOn('unknown');
    if (known !== undefined) {
      for (const command of known.commands) this.emit({ ...command });
      return known.outcome;
    }
    if (this.#scripts >= deepestScripts || this.#memory.size >= mostScripts || given.length > mostParameters) {
      this.stop(entry.at, 'too many scripts or arguments');
      return goesOn('unknown');
    }
    const frame = newFrame(entry.at, entry.path, parameters);
    frame.tail = tail;
    frame.fed = outer?.fed === true;
    for (const name of outer?.exported ?? []) frame.variables.set(name, outer?.variables.get(name) ?? null);
    const node = this.texts.script(entry);
    if (node === null) this.stop(entry.at, 'not readable');
    const from = this.started.length;
    this.visited.add(entry.at);
    this.#memory.set(key, null);
    this.#scripts++;
    const outcome = within(body !== undefined ? body(frame) : node === null ? goesOn('unknown') : this.run(node, frame), 15);
    this.#scripts--;
    this.#memory.set(key, { commands: this.started.slice(from).map((command) => ({ ...command })), outcome });
    return outcome;
  }

  run(node: ShellNode, frame: Frame): Outcome {
    if (this.#steps >= mostSteps || this.#depth >= deepestNodes) {
      this.stop(frame.source, 'not followed to its end: too long or too deep');
      return goesOn('unknown');
    }
    this.#steps++;
    this.#depth++;
    const outcome = this.#run(node, frame);
    this.#depth--;
    return outcome;
  }

  #run(node: ShellNode, frame: Frame): Outcome {
    switch (node.kind) {
      case 'command':
        return this.#command(node, frame);
      case 'redirected': {
        const fed = frame.fed;
        applyRedirects(this, { line: node.line, frame, fields: [] }, node.redirects);
        const outcome = this.run(node.body, frame);
        frame.fed = fed;
        return outcome;
      }
      case 'sequence':
        return this.#sequence(node.items, frame);
      case 'chain':
        return this.#chain(node, frame);
      case 'pipe':
        return this.#pipe(node.stages, frame);
      case 'not': {
        const outcome = this.#inner(node.body, frame);
        return { ...outcome, status: not(outcome.status) };
      }
      case 'background':
        within(this.run(node.body, { ...frame, variables: new Map(frame.variables), kept: true, tail: false }), 15);
        return goesOn('true');
      case 'subshell':
        return within(this.run(node.body, { ...frame, variables: new Map(frame.variables) }), 15);
      case 'if':
        return this.#if(node, frame);
      case 'case':
        return this.#case(node, frame);
      case 'for':
        return this.#for(node, frame);
      case 'while':
        return this.#while(node, frame);
      case 'function':
        if (frame.functions.size < 1024) frame.functions.set(node.name, { body: node.body, source: frame.source });
        else this.stop(frame.source, 'too many functions');
        return goesOn('true');
    }
  }

  /** A part that something follows. */
  #inner(node: ShellNode, frame: Frame): Outcome {
    const tail = frame.tail;
    frame.tail = false;
    const outcome = this.run(node, frame);
    frame.tail = tail;
    return outcome;
  }

  #command(node: ShellNode & { readonly kind: 'command' }, frame: Frame): Outcome {
    this.#steps += node.words.length >> 3;
    const scope = this.scope(frame);
    const line = frame.line ?? node.line;
    const all = [node.words, node.assignments.map(({ value }) => value), node.redirects.map(({ target }) => target)].flat();
    runSubstitutions(this, frame, line, all);
    if (node.words.length > 0 || node.redirects.length > 0) {
      const [call, fed] = [{ line, frame, fields: expandWords(node.words, scope) }, frame.fed];
      applyRedirects(this, call, node.redirects);
      if (node.words.length > 0) {
        const outcome = this.command(this, call);
        frame.fed = fed || (frame.fed && call.fields.length === 1 && call.fields[0]?.text === 'exec'); // `exec < file` stays
        return outcome;
      }
      frame.fed = fed;
    }
    let substituted = false;
    for (const { name, value } of node.assignments) {
      const field = expandText(value, scope);
      this.set(frame, name, field.known ? field.text : null);
      substituted ||= value.some((part) => part.kind === 'substitution');
    }
    return goesOn(substituted ? 'unknown' : 'true');
  }

  #sequence(items: readonly ShellNode[], frame: Frame): Outcome {
    let [status, may, doubtFrom]: [Truth, number, number] = ['true', 0, -1];
    const tail = frame.tail;
    for (const [index, item] of items.entries()) {
      frame.tail = tail && index === items.length - 1;
      const outcome = this.run(item, frame);
      frame.tail = tail;
      status = outcome.status;
      if (outcome.leaves !== 0) {
        if (doubtFrom >= 0) this.doubt(doubtFrom);
        return { status, leaves: outcome.leaves, may: may | outcome.may };
      }
      if (outcome.may !== 0 && doubtFrom < 0) doubtFrom = this.started.length;
      may |= outcome.may;
    }
    if (doubtFrom >= 0) this.doubt(doubtFrom);
    return { status, leaves: 0, may };
  }

  #chain(node: ShellNode & { readonly kind: 'chain' }, frame: Frame): Outcome {
    let { status, leaves, may } = this.#inner(node.first, frame);
    for (const { operator, node: next } of node.rest) {
      if (leaves !== 0) break;
      const wanted = operator === '&&' ? 'true' : 'false';
      if (status !== 'unknown' && status !== wanted) continue;
      const [from, before] = [this.started.length, frame.variables];
      if (status === 'unknown' || may !== 0) frame.variables = new Map(before);
      const outcome = this.run(next, frame);
      if (status === wanted) {
        if (may !== 0) this.doubt(from);
        ({ status, leaves } = outcome);
        may |= outcome.may;
        continue;
      }
      this.doubt(from);
      may |= outcome.may | outcome.leaves;
      frame.variables = outcome.leaves === 0 ? mergeVariables(before, frame.variables) : before;
      // `x || exit`: past it, x was true.
      const decided: Truth = operator === '||' ? 'true' : 'false';
      status = outcome.leaves !== 0 || outcome.status === decided ? decided : 'unknown';
    }
    return { status, leaves, may };
  }

  #pipe(stages: readonly ShellNode[], frame: Frame): Outcome {
    let status: Truth = 'unknown';
    for (const [index, stage] of stages.entries()) {
      ({ status } = this.run(stage, { ...frame, variables: new Map(frame.variables), tail: false, fed: frame.fed || index > 0 }));
    }
    return goesOn(status);
  }

  #if(node: ShellNode & { readonly kind: 'if' }, frame: Frame): Outcome {
    let may = 0;
    const from = this.started.length;
    const alternatives = node.branches.map(({ test, body }) => (): Alternative => {
      const outcome = this.#inner(test, frame);
      may |= outcome.may;
      return { when: outcome.status, body };
    });
    const otherwise = (): Alternative => ({ when: 'true', body: node.otherwise ?? nothing });
    const outcome = this.#choose([...alternatives, otherwise], frame);
    if (may !== 0) this.doubt(from);
    return { ...outcome, may: may | outcome.may };
  }

  #case(node: ShellNode & { readonly kind: 'case' }, frame: Frame): Outcome {
    const scope = this.scope(frame);
    runSubstitutions(this, frame, frame.line ?? 0, [node.subject, ...node.arms.flatMap((arm) => arm.patterns)]);
    const subject = expandText(node.subject, scope);
    const when = (pattern: Word): Truth => {
      const field = expandPattern(pattern, scope);
      if (field.known && field.text === '*') return 'true';
      return subject.known && field.known ? (globMatches(field.text, subject.text) ? 'true' : 'false') : 'unknown';
    };
    const alternatives = node.arms.map((arm) => (): Alternative => ({ when: any(arm.patterns.map(when)), body: arm.body }));
    return this.#choose([...alternatives, () => ({ when: 'true', body: nothing })], frame);
  }

  /** Takes the first alternative that holds; where that is undecided, each that may hold, and what all of them start is sure again. */
  #choose(alternatives: readonly (() => Alternative)[], frame: Frame): Outcome {
    const before = frame.variables;
    const from = this.started.length;
    const ends: Outcome[] = [];
    let merged: Variables | null = null;
    let common: ReadonlySet<string> | null = null;
    for (const alternative of alternatives) {
      const { when, body } = alternative();
      if (when === 'false') continue;
      if (when === 'true' && ends.length === 0) return this.run(body, frame);
      const start = this.started.length;
      frame.variables = new Map(before);
      const outcome = this.run(body, frame);
      ends.push(outcome);
      if (outcome.leaves === 0) merged = merged === null ? frame.variables : mergeVariables(merged, frame.variables);
      common = inBoth(
        common,
        this.started.slice(start).filter((command) => command.sure),
      );
      if (when === 'true') break;
    }
    frame.variables = merged ?? before;
    this.doubt(from, common ?? new Set());
    const [first] = ends;
    return {
      status: first !== undefined && ends.every((end) => end.status === first.status) ? first.status : 'unknown',
      leaves: ends.every((end) => end.leaves !== 0) ? ends.reduce((bits, end) => bits | end.leaves, 0) : 0,
      may: ends.reduce((bits, end) => bits | end.may | end.leaves, 0),
    };
  }

  #for(node: ShellNode & { readonly kind: 'for' }, frame: Frame): Outcome {
    const fields =
      node.words === null
        ? frame.parameters.map((text) => ({ text: text ?? '', known: text !== null }))
        : expandWords(node.words, this.scope(frame));
    this.#steps += (node.words?.length ?? 0) >> 3;
    runSubstitutions(this, frame, frame.line ?? 0, node.words ?? []);
    let [may, doubtFrom]: [number, number] = [0, -1];
    const loop = { ...frame, tail: false };
    for (const field of fields) {
      const from = this.started.length;
      this.set(loop, node.name, field.known ? field.text : null);
      const outcome = this.run(node.body, loop);
      if (!field.known) this.doubt(from);
      may |= outcome.may & ~leave.continue;
      if (outcome.leaves & leave.break) break;
      if ((outcome.leaves & ~leave.continue) !== 0) {
        if (doubtFrom >= 0) this.doubt(doubtFrom);
        frame.variables = loop.variables;
        return { status: outcome.status, leaves: outcome.leaves & ~(leave.break | leave.continue), may: may & ~leave.break };
      }
      if (may !== 0 && doubtFrom < 0) doubtFrom = this.started.length;
    }
    if (doubtFrom >= 0) this.doubt(doubtFrom);
    frame.variables = loop.variables;
    return { status: 'unknown', leaves: 0, may: may & ~leave.break };
  }

  #while(node: ShellNode & { readonly kind: 'while' }, frame: Frame): Outcome {
    for (const name of this.texts.assigned(node)) if (frame.variables.has(name)) frame.variables.set(name, null);
    const test = this.#inner(node.test, frame);
    const status = node.until ? not(test.status) : test.status;
    if (status === 'false' || test.leaves !== 0) return { ...test, status: 'true' };
    const [from, before] = [this.started.length, frame.variables];
    const loop: Frame = { ...frame, variables: new Map(before), kept: frame.kept || status === 'true', tail: false };
    const outcome = this.run(node.body, loop);
    frame.variables = mergeVariables(before, loop.variables);
    if (status === 'unknown' || test.may !== 0) this.doubt(from);
    const stopped = leave.break | leave.continue;
    const may = test.may | outcome.may | outcome.leaves;
    if (status === 'unknown') return { status: 'unknown', leaves: 0, may: may & ~stopped };
    // An endless loop without a way out is the last thing the script does.
    return { status: 'unknown', leaves: (may & leave.break) === 0 ? outcome.leaves & ~stopped || leave.exit : 0, may: may & ~stopped };
  }
}

/** The base name of the program that a command starts. */
const programName = (command: Started): string => baseName(command.words[0] ?? '');

function inBoth(names: ReadonlySet<string> | null, commands: readonly Started[]): ReadonlySet<string> {
  return new Set(commands.map(programName).filter((name) => names === null || names.has(name)));
}
