import type { Command } from '@commander-js/extra-typings';

const serverFlag = ['--server <url>', 'the programme (default: IQS_SERVER)'] as const;
const tokenFlag = ['--token-file <file>', 'file with an API token (default: the token in IQS_TOKEN)'] as const;
const seatFlag = ['--seat <role@organisation>', 'in which of your roles'] as const;

/** `iqs submit` and `iqs case …`; each loads what it needs when it runs. */
// budget: one flat list of what there is to call.
export function caseCommands(root: Command, done: (code: number) => void): void {
  root
    .command('submit')
    .description('make a case of a dossier: upload its evidence, ask for a preview, print the letter; run again, it goes on')
    .argument('<dir>', 'the dossier')
    .option(...serverFlag)
    .option(...tokenFlag)
    .option(...seatFlag)
    .option('--body <id>', 'the certification body (default: the only one)')
    .option('--scheme <id>', 'the scheme to be judged by', 'iqs-2027')
    .option('--laboratory <id>', 'the laboratory that is to evaluate')
    .option('--submit', 'also submit the application')
    .option('--agreement <version>', 'with --submit: version of the agreement you accept')
    .option('--earlier-refusals <text>', 'with --submit: where it was refused before, or none')
    .option('--json', 'as JSON')
    .action(async (dir, flags) => done(await (await import('./submit-command.ts')).submitCommand(dir, flags)));
  const cases = root.command('case').description('cases of the certification programme: list, show, follow, act');
  cases
    .command('list')
    .description('cases of your seat')
    .option(...serverFlag)
    .option(...tokenFlag)
    .option(...seatFlag)
    .option('--state <state>', 'only those in a state')
    .option('--text <text>', 'part of the product, the id or the number')
    .option('--mine', 'only what waits for you')
    .option('--json', 'as JSON')
    .action(async (flags) => done(await (await import('./case-list-command.ts')).caseListCommand(flags)));
  cases
    .command('show')
    .description('where a case stands, what may be done now, what is due')
    .argument('<id>', 'the case')
    .option(...serverFlag)
    .option(...tokenFlag)
    .option(...seatFlag)
    .option('--json', 'as JSON')
    .action(async (id, flags) => done(await (await import('./case-show-command.ts')).caseShowCommand(id, flags)));
  cases
    .command('events')
    .description('what happened to a case')
    .argument('<id>', 'the case')
    .option(...serverFlag)
    .option(...tokenFlag)
    .option(...seatFlag)
    .option('--json', 'as JSON')
    .action(async (id, flags) => done(await (await import('./case-events-command.ts')).caseEventsCommand(id, flags)));
  cases
    .command('act')
    .description('take an act on a case')
    .argument('<id>', 'the case')
    .argument('<action>', 'its name, as iqs case show lists it')
    .option(...serverFlag)
    .option(...tokenFlag)
    .option(...seatFlag)
    .option('--input <file>', 'what the act brings along, as JSON; - is standard input')
    .option('--words <text>', 'for acts that want words')
    .option('--reason <text>', 'for acts that want a reason')
    .option('--version <n>', 'refuse where the case has moved on from this version')
    .option('--json', 'as JSON')
    .action(async (id, action, flags) => done(await (await import('./case-act-command.ts')).caseActCommand(id, action, flags)));
}
