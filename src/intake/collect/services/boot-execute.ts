import type { Truth } from '../../../foundation/logic.ts';
import type { Entry } from '../../../model/unpacked.ts';
import { type Call, type Frame, goesOn, leave, type Outcome, within } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { presumedToSucceed } from './ordinary-commands.ts';
import { baseName } from './root-view.ts';
import type { Field, Value } from './shell-expand.ts';
import { readShell } from './shell-reader.ts';

/** Shell libraries whose functions are known here by name: reading them would only cost. */
const libraries =
  /^\/(?:lib|etc|usr\/share)\/(?:functions\.sh|functions\/[^/]+|lsb\/init-functions|init\/vars\.sh|libubox\/jshn\.sh|init\.d\/functions|rc\.d\/init\.d\/functions)$/;

export const valueOf = (field: Field): Value => (field.known ? field.text : null);

/** Calls a function of the script; unknown where there is none of that name. */
export function callFunction(walk: BootWalk, frame: Frame, name: string, parameters: readonly Value[]): Outcome {
  const called = frame.functions.get(name);
  if (called === undefined) return goesOn('unknown');
  const inner: Frame = { ...frame, source: called.source, parameters };
  const outcome = walk.run(called.body, inner);
  frame.variables = inner.variables;
  return within(outcome, leave.return);
}

/** Starts a program: a shell script is followed, all else is listed. */
export function execute(walk: BootWalk, call: Call): Outcome {
  const [first] = call.fields;
  if (first === undefined) return goesOn('true');
  const runLevel = first.known ? runLevelOf(walk, call) : null;
  if (runLevel !== null) return runFolder(walk, runLevel, ['start'], call.frame);
  const program = first.known ? lookUp(walk, call.frame, first.text) : null;
  if (program !== null && isScript(walk, program)) return follow(walk, program, call.fields.slice(1).map(valueOf), call.frame);
  if (!/^\/etc\/(?:init|rc)\.d\//.test(first.text)) emit(walk, call, program, false); // `/etc/init.d/x enabled` where there is no such script
  return goesOn(first.known && presumedToSucceed.has(baseName(first.text)) ? 'true' : 'unknown');
}

/** Lists a command as started. `daemon`: it runs on whatever its place in the script. */
export function emit(walk: BootWalk, call: Call, program: Entry | null, daemon: boolean): void {
  walk.emit({
    at: `${call.frame.source}:${call.line}`,
    words: call.fields.slice(0, 64).map((field) => field.text.slice(0, 512)),
    program,
    kept: daemon || call.frame.kept || call.frame.tail,
    console: false,
    sure: !missing(walk, call.fields[0]),
  });
}

/** A program given by its full path that is not there cannot start, whatever the script says. */
function missing(walk: BootWalk, field: Field | undefined): boolean {
  if (field?.known !== true || !field.text.startsWith('/') || !walk.view.complete) return false;
  return walk.view.find(field.text) === null && !walk.view.isRunTime(field.text);
}

/** The file a command names: by path, relative to the folder the script is in, or along the usual folders. */
export function lookUp(walk: BootWalk, frame: Frame, name: string): Entry | null {
  if (name.startsWith('/') || !name.includes('/')) return walk.view.program(name);
  return frame.folder === null ? null : walk.view.find(`${frame.folder}/${name}`);
}

/** Text that a shell would carry out: with a shell's `#!` line, or none. */
export function isScript(walk: BootWalk, entry: Entry): boolean {
  if (entry.type !== 'file') return false;
  const text = walk.view.text(entry);
  if (text === null || text === '') return false;
  return text.startsWith('#!') ? shell.test(text.slice(0, 128)) : entry.kind === 'text' || entry.kind === 'script';
}
const shell = /^#!\s*(?:\/\S*\/)?(?:env\s+)?(?:busybox\s+)?(?:sh|ash|bash|dash|ksh|rc\.common)(?:\s|$)/;

/** Follows a script that runs as its own process. */
export function follow(walk: BootWalk, entry: Entry, parameters: readonly Value[], frame: Frame): Outcome {
  const tail = frame.kept || frame.tail;
  if (!usesRcCommon(walk, entry)) return walk.runScript(entry, parameters, frame, tail);
  const action = parameters[0] ?? null;
  return walk.runScript(entry, [action], frame, tail, (inner) => runInitScript(walk, entry, action, inner));
}

const usesRcCommon = (walk: BootWalk, entry: Entry): boolean => /^#!.*\/rc\.common/.test((walk.view.text(entry) ?? '').slice(0, 128));

/** An OpenWrt init script: its text defines functions, and `/etc/rc.common` calls the one that the action names. */
function runInitScript(walk: BootWalk, entry: Entry, action: Value, frame: Frame): Outcome {
  const node = walk.script(entry);
  if (node === null || (action !== 'boot' && action !== 'start' && action !== 'restart')) return goesOn('unknown');
  frame.tail = false;
  const loaded = walk.run(node, frame);
  if (loaded.leaves !== 0) return loaded;
  const start = frame.functions.get('start') ?? frame.functions.get('start_service');
  if (start !== undefined) frame.functions.set('start', start);
  return callFunction(walk, frame, action === 'boot' && frame.functions.has('boot') ? 'boot' : 'start', []);
}

/** Reads a file into this very process (`.`). */
export function source(walk: BootWalk, call: Call, name: Field, parameters: readonly Value[]): Outcome {
  const path = name.text.startsWith('/') || call.frame.folder === null ? name.text : `${call.frame.folder}/${name.text}`;
  if (!name.known || libraries.test(path)) return goesOn('true');
  const entry = name.text.includes('/') ? walk.view.find(path) : lookUp(walk, call.frame, name.text);
  const node = entry === null || walk.visited.size > 4096 ? null : walk.script(entry);
  if (entry === null || node === null) return goesOn('unknown');
  walk.visited.add(entry.at);
  const { frame } = call;
  const before = { source: frame.source, parameters: frame.parameters, tail: frame.tail };
  frame.source = entry.at;
  if (parameters.length > 0) frame.parameters = parameters;
  frame.tail = false;
  const outcome = within(walk.run(node, frame), leave.return);
  Object.assign(frame, before);
  return outcome;
}

/** Carries out text as a script: `sh -c`, `eval`, a line of inittab. */
export function runText(walk: BootWalk, call: Call, text: string, parameters: readonly Value[] = call.frame.parameters): Outcome {
  walk.spend(text.length / 64);
  return walk.run(readShell(text.slice(0, 1 << 16)), { ...call.frame, line: call.line, parameters });
}

/** `/etc/init.d/rc 2`: the folder of that run level, where there is one (the script itself is too clever to be read). */
function runLevelOf(walk: BootWalk, call: Call): string | null {
  const [name, level] = call.fields;
  if (name === undefined || level?.known !== true || baseName(name.text) !== 'rc' || !/^[0-6S]$/.test(level.text)) return null;
  return [`/etc/rc${level.text}.d`, `/etc/rc.d/rc${level.text}.d`].find((folder) => walk.view.glob(`${folder}/S??*`).length > 0) ?? null;
}

/** Runs the `S??` scripts of a folder in order. */
export function runFolder(walk: BootWalk, folder: string, parameters: readonly Value[], frame: Frame | null): Outcome {
  for (const path of walk.view.glob(`${folder}/S??*`)) {
    const entry = walk.view.find(path);
    if (entry !== null && isScript(walk, entry)) followAlone(walk, entry, parameters, frame);
  }
  return goesOn('true');
}

function followAlone(walk: BootWalk, entry: Entry, parameters: readonly Value[], frame: Frame | null): void {
  if (usesRcCommon(walk, entry))
    walk.runScript(entry, parameters, frame, false, (inner) => runInitScript(walk, entry, parameters[0] ?? null, inner));
  else walk.runScript(entry, parameters, frame, false);
}

export const truth = (value: boolean): Truth => (value ? 'true' : 'false');
