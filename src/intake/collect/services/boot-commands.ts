import { bootBuiltins } from './boot-builtins.ts';
import { callFunction, execute, valueOf } from './boot-execute.ts';
import { type Call, goesOn, type Outcome } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName } from './root-view.ts';

/** Carries out one simple command: a function, a builtin, a script that is followed, or a program that is started. */
export function runBootCommand(walk: BootWalk, call: Call): Outcome {
  const [first] = call.fields;
  if (first === undefined) return goesOn('true');
  const builtin = first.known ? bootBuiltins.get(baseName(first.text)) : undefined;
  if (builtin !== undefined && !(first.text.includes('/') && !first.text.startsWith('/'))) return builtin(walk, call);
  const named = first.known ? call.frame.functions.get(first.text) : undefined;
  if (named !== undefined) return callFunction(walk, call.frame, first.text, call.fields.slice(1).map(valueOf));
  return execute(walk, call);
}
