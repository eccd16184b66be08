import type { Truth } from '../../../foundation/logic.ts';
import type { Entry } from '../../../model/unpacked.ts';
import { type Call, type Frame, goesOn, leave, newFrame, type Outcome, within } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { presumedToSucceed } from './ordinary-commands.ts';
import { baseName } from './root-view.ts';
import type { Field, Value } from './shell-expand.ts';
import { readShell } from './shell-reader.ts';

/** Shell libraries whose functions are known here by name. */
const libraries =
  /^\/(?:lib|etc|usr\/share)\/(?:functions\.sh|functions\/[^/]+|lsb\/init-functions|init\/vars\.sh|libubox\/jshn\.sh|init\.d\/functions|rc\.d\/init\.d\/functions)$/;
export const isLibrary = (at: string): boolean => libraries.test(at.slice(at.lastIndexOf('!') + 1));

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

/** Starts a program: a shell script is followed, all else is listed, and what cannot be told is a gap. */
export function execute(walk: BootWalk, call: Call): Outcome {
  const [first] = call.fields;
  if (first === undefined) return goesOn('true');
  if (!first.known) return giveUp(walk, call);
  const runLevel = runLevelOf(walk, call);
  if (runLevel !== null) return runFolder(walk, runLevel, ['start'], call.frame);
  const program = lookUp(walk, call.frame, first.text);
  if (program !== null && isScript(walk, program)) return follow(walk, program, call.fields.slice(1).map(valueOf), call.frame);
  if (program !== null && isOpaque(program)) return giveUp(walk, call);
  if (program !== null || !/^\/etc\/(?:init|rc)\.d\//.test(first.text)) emit(walk, call, program, false); // `/etc/init.d/x enabled` where there is no such script
  return goesOn(presumedToSucceed.has(baseName(first.text)) ? 'true' : 'unknown');
}

/** Notes that the command is not followed. */
export function giveUp(walk: BootWalk, call: Call): Outcome {
  walk.gap(call, '');
  return goesOn('unknown');
}

/** Neither a shell script nor machine code: another interpreter's, or not readable. */
export const isOpaque = (entry: Entry): boolean => entry.type === 'file' && entry.kind !== 'elf' && entry.size > 0;

/** Lists a command as started. `daemon`: it runs on whatever its place in the script. */
export function emit(walk: BootWalk, call: Call, program: Entry | null, daemon: boolean, console = false): void {
  walk.emit({
    at: `${call.frame.source}:${call.line}`,
    words: call.fields.slice(0, 64).map((field) => field.text.slice(0, 512)),
    program,
    kept: daemon || call.frame.kept || call.frame.tail,
    console,
    sure: !missing(walk, call.fields[0]),
    unseen: program === null && mayStand(walk, call.frame, call.fields[0]?.text ?? ''),
  });
}

/** Whether a file that is not found may be there on the device all the same. */
export function mayStand(walk: BootWalk, frame: Frame, name: string): boolean {
  if (name.startsWith('/')) return !walk.view.complete || walk.view.isRunTime(name);
  if (name.includes('/')) return frame.folder === null || !walk.view.complete || walk.view.isRunTime(`${frame.folder}/${name}`);
  const path = frame.variables.get('PATH') ?? null;
  return path === null || !walk.view.complete || walk.view.holdsName(name) || path.split(':').some((folder) => walk.view.isRunTime(folder));
}

/** A program given by its full path that is not there cannot start, whatever the script says. */
function missing(walk: BootWalk, field: Field | undefined): boolean {
  if (field?.known !== true || !field.text.startsWith('/') || !walk.view.complete) return false;
  return walk.view.find(field.text) === null && !walk.view.isRunTime(field.text);
}

/** The file a command names: by path, relative to the folder the script is in, or along the usual folders. */
export function lookUp(walk: BootWalk, frame: Frame, name: string): Entry | null {
  if (name.startsWith('/')) return walk.view.program(name);
  if (!name.includes('/')) {
    for (const folder of frame.variables.get('PATH')?.slice(0, 1024).split(':') ?? []) {
      const found = folder.startsWith('/') ? walk.view.find(`${folder}/${name}`) : null;
      if (found?.type === 'file') return found;
    }
    return walk.view.program(name);
  }
  return frame.folder === null ? null : walk.view.find(`${frame.folder}/${name}`);
}

/** Text that a shell would carry out: with a shell's `#!` line, or none. */
export function isScript(walk: BootWalk, entry: Entry): boolean {
  if (entry.type !== 'file') return false;
  const text = walk.view.text(entry);
  if (text === null || text === '') return false;
  return text.startsWith('#!') ? shell.test(text.slice(0, 128)) : true; // without a `#!` line the calling shell carries it out itself
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
  const node = walk.texts.script(entry);
  if (node === null || (action !== null && !/^(?:boot|start|restart|reload)$/.test(action))) return goesOn('unknown');
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
  if (!name.known) return giveUp(walk, call);
  const entry = name.text.includes('/') ? walk.view.find(path) : lookUp(walk, call.frame, name.text);
  const node = entry === null || walk.visited.size > 4096 ? null : walk.texts.script(entry);
  if (entry === null && !mayStand(walk, call.frame, path)) return goesOn(isLibrary(path) ? 'true' : 'unknown');
  if (entry === null || node === null) return giveUp(walk, call);
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
  if (text.length > 1 << 16) giveUp(walk, call);
  return walk.run(readShell(text.slice(0, 1 << 16)), { ...call.frame, line: call.line, parameters });
}

/** `/etc/init.d/rc 2`: the folder of that run level, where there is one (the script itself is too clever to be read). */
function runLevelOf(walk: BootWalk, call: Call): string | null {
  const [name, level] = call.fields;
  if (name === undefined || level?.known !== true || baseName(name.text) !== 'rc' || !/^[0-6S]$/.test(level.text)) return null;
  return [`/etc/rc${level.text}.d`, `/etc/rc.d/rc${level.text}.d`].find((folder) => walk.view.glob(`${folder}/S??*`).length > 0) ?? null;
}

/** Runs the `S??` scripts of a folder in order. */
export function runFolder(walk: BootWalk, folder: string, parameters: readonly Value[], frame: Frame | null, names = 'S??*'): Outcome {
  for (const path of walk.view.glob(`${folder}/${names}`)) {
    const entry = walk.view.find(path);
    if (entry !== null) followAlone(walk, entry, parameters, frame);
  }
  return goesOn('true');
}

function followAlone(walk: BootWalk, entry: Entry, parameters: readonly Value[], frame: Frame | null): void {
  if (!isScript(walk, entry)) {
    if (entry.kind === 'elf')
      emit(walk, { line: 1, frame: newFrame(entry.at, entry.path, []), fields: [{ text: entry.path, known: true }] }, entry, false);
    else if (isOpaque(entry)) walk.stop(entry.at, 'not a shell script');
  } else if (usesRcCommon(walk, entry))
    walk.runScript(entry, parameters, frame, false, (inner) => runInitScript(walk, entry, parameters[0] ?? null, inner));
  else walk.runScript(entry, parameters, frame, false);
}

export const truth = (value: boolean): Truth => (value ? 'true' : 'false');
