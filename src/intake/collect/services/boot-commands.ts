import { bootBuiltins, libraryNames, shellNames } from './boot-builtins.ts';
import { callFunction, execute, giveUp, isLibrary, isScript, lookUp, valueOf } from './boot-execute.ts';
import { type Call, goesOn, type Outcome } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName } from './root-view.ts';

/** The folders where a program may be told by its name alone. */
const usualFolder = /^\/(?:usr\/)?s?bin\/[^/]+$/;

/** Carries out one simple command: a function, a builtin, a script that is followed, or a program that is started. */
export function runBootCommand(walk: BootWalk, call: Call): Outcome {
  const [first] = call.fields;
  if (first === undefined) return goesOn('true');
  if (!first.known) return giveUp(walk, call);
  const { text } = first;
  const own = call.frame.functions.get(text);
  const builtin = text.includes('/') && !usualFolder.test(text) ? undefined : bootBuiltins.get(baseName(text));
  if (own !== undefined && !(libraryNames.has(text) && isLibrary(own.source))) {
    const outcome = callFunction(walk, call.frame, text, call.fields.slice(1).map(valueOf));
    return shellNames.has(text) ? giveUp(walk, call) : outcome; // shells disagree on which of their own commands a function replaces
  }
  if (builtin === undefined) return execute(walk, call);
  if (
    (text.includes('/') || !shellNames.has(text)) &&
    !libraryNames.has(baseName(text)) &&
    !/^(?:rc-service|run-parts|(?:b?a|da)?sh)$/.test(baseName(text))
  ) {
    const program = lookUp(walk, call.frame, text);
    if (program !== null && isScript(walk, program)) return execute(walk, call);
  }
  return builtin(walk, call);
}
