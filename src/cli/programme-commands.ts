import type { Command } from '@commander-js/extra-typings';
import { configFlag } from './config-flag.ts';
import type { Launchers } from './launchers.ts';

/** `iqs serve`, `worker`, `back-up` and `restore`: running the certification programme. */
export function programmeCommands(root: Command, launchers: Launchers, done: (code: number) => void): void {
  root
    .command('serve')
    .description("run the certification programme's server, until it is told to stop (SIGTERM, Ctrl-C)")
    .option(...configFlag)
    .action(async (flags) => done(await launchers.serve(flags)));
  root
    .command('worker')
    .description('run jobs of the programme beside its servers; on PostgreSQL')
    .option(...configFlag)
    .action(async (flags) => done(await launchers.worker(flags)));
  root
    .command('back-up')
    .description("copy the programme's database and evidence into a folder, as they are at one moment")
    .argument('<folder>', 'where back-ups are; evidence that is there already is not copied again')
    .option('--name <name>', 'what this one is called (default: the time)')
    .option(...configFlag)
    .action(async (folder, flags) => done(await (await import('./back-up-command.ts')).backUpCommand(folder, flags)));
  root
    .command('restore')
    .description('bring a back-up into an empty database and the evidence store')
    .argument('<folder>', 'where back-ups are')
    .argument('<name>', 'which one')
    .option(...configFlag)
    .action(async (folder, name, flags) => done(await (await import('./restore-command.ts')).restoreCommand(folder, name, flags)));
}
