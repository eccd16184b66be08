import type { Command } from '@commander-js/extra-typings';
import { configFlag } from './config-flag.ts';

/** `iqs organisation`: who takes part in a programme, kept at the machine it runs on. */
export function organisationCommands(root: Command, done: (code: number) => void): void {
  const organisation = root
    .command('organisation')
    .description('who takes part in the programme: makers, laboratories, certification bodies');
  organisation
    .command('add')
    .description('make an organisation and invite its first administrator')
    .argument('<kind>', 'maker, laboratory or body')
    .argument('<name>', 'as certificates and pages are to show it')
    .requiredOption('--administrator <email>', 'whom the invitation is for')
    .option('--lang <tag>', 'language of the invitation: en, nl, fr, de', 'en')
    .option(...configFlag)
    .action(async (kind, name, flags) =>
      done(await (await import('./organisation-add-command.ts')).organisationAddCommand(kind, name, flags)),
    );
  organisation
    .command('invite')
    .description('invite the first administrator again, as long as nobody has taken it up')
    .argument('<id>', 'the organisation: iqs organisation list')
    .requiredOption('--administrator <email>', 'whom the invitation is for')
    .option('--lang <tag>', 'language of the invitation: en, nl, fr, de', 'en')
    .option(...configFlag)
    .action(async (id, flags) => done(await (await import('./organisation-invite-command.ts')).organisationInviteCommand(id, flags)));
  organisation
    .command('list')
    .description('every organisation, and what laboratories may evaluate')
    .option('--json', 'as JSON')
    .option(...configFlag)
    .action(async (flags) => done(await (await import('./organisation-list-command.ts')).organisationListCommand(flags)));
  organisation
    .command('authorise')
    .description('what a laboratory may evaluate from now on, in the place of what it might before')
    .argument('<id>', 'the laboratory: iqs organisation list')
    .option('--scheme <id...>', 'schemes it may evaluate by')
    .option('--until <date>', 'the last day, e.g. 2029-12-31')
    .option('--none', 'nothing any more')
    .option(...configFlag)
    .action(async (id, flags) => done(await (await import('./organisation-authorise-command.ts')).organisationAuthoriseCommand(id, flags)));
}
