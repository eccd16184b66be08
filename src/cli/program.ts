import type { Worker } from 'node:worker_threads';
import { Command } from '@commander-js/extra-typings';
import type { AssessFlags } from './assess-command.ts';
import { authorityCommands } from './authority-commands.ts';
import { caseCommands } from './case-commands.ts';
import { labelCommands } from './label-commands.ts';
import type { Launchers } from './launchers.ts';
import { organisationCommands } from './organisation-commands.ts';
import { programmeCommands } from './programme-commands.ts';
import { registerCommands } from './register-commands.ts';

/** Examples and exit codes, under `iqs --help`. */
const epilogue = `
Examples:
  iqs init my-product                      ask a few questions, write my-product/product.yaml
  iqs assess my-product                    grade it; write the report and the label to iqs-out/my-product
  iqs assess my-product --require E        the same for CI: exit 4 below E
  iqs inspect firmware.bin                 what is in a firmware, with no judgement
  iqs inspect firmware.bin --json | jq '.accounts'
  iqs probe my-product                     ask what its endpoints offer on the network, after a confirmation
  iqs bundle my-product                    pack it so that anybody recomputes the same bytes: iqs replay
  iqs explain no-shared-credential         what a criterion demands, and why

Exit: 0 done, 1 internal error, 2 wrong usage or dossier, 3 something could not be read (it is in "problems"), 4 below the letter required, 5 a check came out wrong (a bundle, a label, a register).
Shell completion: iqs complete bash|zsh|fish|powershell`;

const trustFlag = ['--trust <file>', 'trust.json of the scheme owner, to check component statements (.jwt) with'] as const;
const siteFlag = ['--site <place>', 'folder or address of the public site, for their status; without it nothing is looked up'] as const;

/** A worker that readies itself on another core while this one loads the command. */
const readyWorker = async (): Promise<Worker> => (await import('../adapters/inspect/worker-lane.ts')).startWorker();

/** The command line; each command loads what it needs when it runs, so that help is quick. Calls `done` with the exit code. */
// budget: one flat list of what there is to call.
export function program(version: string, launchers: Launchers, done: (code: number) => void): Command {
  const root = new Command('iqs')
    .description('IoT Qualified Security: from evidence about a connected product to a letter A to G.')
    .version(version)
    // So that a command may have a --version of its own.
    .enablePositionalOptions();
  root
    .command('assess')
    .description('grade a dossier: print the letter and why, write assessment.json, report.html and the label')
    .argument('<dir>', 'the dossier: a folder with product.yaml and evidence files')
    .option('-o, --out <dir>', 'where to write (default: iqs-out/<name of the dossier>)')
    .option('--as-of <date>', 'the day the assessment is as of, e.g. 2027-01-31 (default: today)')
    .option('--scheme <id>', 'the scheme to judge by (default: iqs-2027)')
    .option(...trustFlag)
    .option(...siteFlag)
    .option('--lang <tag>', 'language of the report: en, nl, fr, de', 'en')
    .option('--require <letter>', 'exit 4 when the letter is below this one')
    .option('--json', 'print assessment.json instead of the report')
    .action(async (dir, flags: AssessFlags) => {
      const ready = await readyWorker();
      done(await (await import('./assess-command.ts')).assessCommand(dir, flags, ready));
    });
  root
    .command('bundle')
    .description('pack what somebody else needs to recompute the assessment of a dossier')
    .argument('<dir>', 'the dossier')
    .option('-o, --out <file>', 'where to write; not over a file (default: iqs-out/<name of the dossier>/bundle.tar)')
    .option('--as-of <date>', 'the day the assessment is as of (default: today)')
    .option('--scheme <id>', 'the scheme to judge by (default: iqs-2027)')
    .option(...trustFlag)
    .option(...siteFlag)
    .option('--with-evidence', 'also the bytes of the evidence files')
    .action(async (dir, flags) => {
      const ready = await readyWorker();
      done(await (await import('./bundle-command.ts')).bundleCommand(dir, flags, ready));
    });
  root
    .command('replay')
    .description('recompute the assessment of a bundle and compare, byte for byte')
    .argument('<file>', 'a bundle')
    .option('--deep <dir>', 'also decode the evidence again, from the dossier it was made from')
    .option('--json', 'as JSON')
    .action(async (file, flags) => done(await (await import('./replay-command.ts')).replayCommand(file, flags)));
  root
    .command('inspect')
    .description('decode evidence and print what is there, with no judgement')
    .argument('<file...>', 'firmware images, root file systems (files or folders), captures, scan reports, SBOMs, keys')
    .option('--json', 'the whole, as docs/spec/inspect.md says')
    .option('--files', 'also list every file with its digest')
    .option('--device <address>', 'the device under test in captures, by MAC or IP address (default: worked out)')
    .action(async (files, flags) => {
      const ready = await readyWorker();
      done(await (await import('./inspect-command.ts')).inspectCommand(files, flags, ready));
    });
  root
    .command('profile')
    .description('the strictest network profile (MUD, RFC 8520) that captures of a device support, for routers to enforce')
    .argument('<capture...>', 'pcap or pcapng files')
    .option('--device <address>', 'the device, by MAC or IP address (default: worked out)')
    .option('--url <url>', 'the https URL at which the file will be served')
    .option('--name <name>', 'what the device is called, at most 60 characters')
    .option('-o, --out <file>', 'where to write (default: standard output)')
    .action(async (captures, flags) => {
      const ready = await readyWorker();
      done(await (await import('./profile-command.ts')).profileCommand(captures, flags, ready));
    });
  root
    .command('explain')
    .description('what a criterion or a probe asks, how it is decided and where it comes from')
    .argument('<criterion>', 'its id')
    .option('--scheme <id>', 'the scheme it stands in (default: iqs-2027)')
    .option('--json', 'as JSON')
    .action(async (id, flags) => done(await (await import('./explain-command.ts')).explainCommand(id, flags)));
  root
    .command('init')
    .description('ask a few questions and write a dossier')
    .argument('[dir]', 'the folder', '.')
    .option('-y, --yes', 'ask nothing, take the defaults')
    .option('--name <name>', 'the product')
    .option('--maker <maker>', 'who makes it')
    .option('--category <category>', 'e.g. camera, router, lock')
    .action(async (dir, flags) => done(await (await import('./init-command.ts')).initCommand(dir, flags)));
  root
    .command('schemes')
    .description('the schemes this build judges by: matrix, criteria, what is to come')
    .option('--json', 'as JSON')
    .action(async (flags) => done(await (await import('./schemes-command.ts')).schemesCommand(flags)));
  root
    .command('probe')
    .description("ask a dossier's endpoints what they offer; says what will be sent, and has it confirmed first")
    .argument('<dir>', 'the dossier: only what its endpoints name is probed')
    .option('--endpoint <host:port...>', 'only these of its endpoints')
    .option('--ports <list>', 'also these ports of their hosts, e.g. 22,80,8000-8010,udp:161')
    .option('--logins [list]', 'try published logins, each once: all, or mirai')
    .option('--guessing <n>', 'measure whether n wrong logins are refused, delayed or locked', '0')
    .option('--rate <n>', 'connections and messages a second', '50')
    .option('--yes-i-may', 'for scripts, with --confirm: states that you may probe the targets')
    .option('--confirm <hosts>', 'for scripts: the host of every target, parted by commas')
    .option('-o, --out <file>', 'where to write (default: scan.json in the dossier)')
    .option('--json', 'print the scan document instead of a summary')
    .action(async (dir, flags) => done(await (await import('./probe-command.ts')).probeCommand(dir, flags)));
  labelCommands(root as unknown as Command, done);
  authorityCommands(root as unknown as Command, done);
  registerCommands(root as unknown as Command, done);
  caseCommands(root as unknown as Command, done);
  programmeCommands(root as unknown as Command, launchers, done);
  organisationCommands(root as unknown as Command, done);
  root.addHelpText('after', epilogue);
  return root as unknown as Command;
}
