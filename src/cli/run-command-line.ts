import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { engineVersion } from '../adapters/engine-version.ts';
import { UserError } from '../foundation/user-error.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import type { Launchers } from './launchers.ts';
import { program } from './program.ts';

/** Runs one command line and gives its exit code. Every error is one line on standard error: code, where, what, mend. */
export async function runCommandLine(args: readonly string[], launchers: Launchers): Promise<number> {
  let code: number = exitCodes.done;
  const done = (value: number): void => {
    code = value;
  };
  const root = program(engineVersion, launchers, done);
  for (const command of withCommands(root)) command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    if (args[0] === 'complete') {
      const { completion } = await import('./completion.ts');
      await completion(root, args.slice(1));
      return exitCodes.done;
    }
    await root.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explainError(error);
  }
}

/** A command and all below it. */
const withCommands = (command: CommandUnknownOpts): readonly CommandUnknownOpts[] => [command, ...command.commands.flatMap(withCommands)];

function explainError(error: unknown): number {
  if (error instanceof UserError) return tell(error.line, error.code === 'INTERNAL' ? exitCodes.internal : exitCodes.usage);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    const message = error.message.replace(/^error: /, '');
    return error.code === 'commander.help'
      ? tell('USAGE iqs: no command given; see: iqs --help', exitCodes.usage)
      : tell(`USAGE iqs: ${message}; see: iqs --help`, exitCodes.usage);
  }
  const refusal = systemRefusal(error);
  if (refusal !== null) return tell(refusal.line, exitCodes.usage);
  const detail = error instanceof Error ? (process.env['IQS_DEBUG'] ? error.stack : `${error.name}: ${error.message}`) : String(error);
  return tell(`INTERNAL iqs: ${detail}; this is a defect of ours: please report it (IQS_DEBUG=1 shows the stack)`, exitCodes.internal);
}

/** What the system does not let us read or write is the caller's to mend (`FILE_SYSTEM`); null for an error that comes from elsewhere. */
function systemRefusal(error: unknown): UserError | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return null;
  return new UserError('FILE_SYSTEM', `${code} at ${syscall}`, path, 'check the path and its permissions');
}

function tell(line: string, code: number): number {
  process.stderr.write(`${safeText(line)}\n`);
  return code;
}
