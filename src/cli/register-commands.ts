import type { Command } from '@commander-js/extra-typings';

const keyFlag = ['--key <vkey>', "the register's public key, NAME+ID+KEY, or a file that holds it"] as const;
const witnessFlag = ['--witness <vkey...>', 'public keys of witnesses that you trust'] as const;
const quorumFlag = ['--quorum <n>', 'how many of them must have signed (default: all)'] as const;

/** `iqs register …`; each command loads what it needs when it runs. */
export function registerCommands(root: Command, done: (code: number) => void): void {
  const register = root.command('register').description('the public log of labels: keep one, read it, prove from it, watch it');
  keepCommands(register, done);
  publishCommands(register, done);
  readCommands(register, done);
  proveCommands(register, done);
}

function keepCommands(register: Command, done: (code: number) => void): void {
  register
    .command('init')
    .description('make an empty register and its key; prints the public key')
    .argument('<dir>', 'the folder, to be served by any web server')
    .requiredOption('--origin <name>', 'what it is called: its address without https://, e.g. register.example/iqs')
    .option('--key-file <file>', 'where the private key is or will be, outside the folder (default: <dir>.key)')
    .action(async (dir, flags) => done(await (await import('./register-init-command.ts')).registerInitCommand(dir, flags)));
  register
    .command('append')
    .description('append events as they stand in a JSON file (keys, schemes, what an operator has to say); all of them or none')
    .argument('<dir>', 'the register')
    .argument('<file>', 'a list of events, without their instants')
    .requiredOption('--key-file <file>', "the register's private key")
    .action(async (dir, file, flags) => done(await (await import('./register-append-command.ts')).registerAppendCommand(dir, file, flags)));
  register
    .command('witness')
    .description('be a witness: sign the tree head if it leads on from the last one signed')
    .argument('<place>', 'a folder, whose checkpoint gets the signature, or an address')
    .requiredOption(...keyFlag)
    .requiredOption('--name <name>', 'what the witness is called')
    .requiredOption('--key-file <file>', "the witness's private key; made when it is not there")
    .requiredOption('--state <file>', 'what was signed last; never lose it')
    .option('-o, --out <file>', 'write the cosigned checkpoint here (default for an address: standard output)')
    .action(async (place, flags) => done(await (await import('./register-witness-command.ts')).registerWitnessCommand(place, flags)));
}

function publishCommands(register: Command, done: (code: number) => void): void {
  register
    .command('export')
    .description('write the register as a site that any web server serves, with the page that checks labels')
    .argument('<dir>', 'where to write; an older export there is replaced as a whole')
    .requiredOption('--authority <folder>', "the authority's folder")
    .action(async (dir, flags) => done(await (await import('./register-export-command.ts')).registerExportCommand(dir, flags)));
}

function readCommands(register: Command, done: (code: number) => void): void {
  register
    .command('fsck')
    .description('recompute everything: each hash, tile, signature and transition; exit 5 when something is wrong')
    .argument('<place>', 'a folder or an address')
    .requiredOption(...keyFlag)
    .option('--json', 'as JSON')
    .action(async (place, flags) => done(await (await import('./register-fsck-command.ts')).registerFsckCommand(place, flags)));
  register
    .command('show')
    .description('where a number stands, and what happened to it')
    .argument('<number>', 'e.g. IQS-TRAIN-0000042')
    .requiredOption('--at <place>', 'a folder or an address; of an address the whole log is read and verified')
    .requiredOption(...keyFlag)
    .option('--json', 'as JSON')
    .action(async (number, flags) => done(await (await import('./register-show-command.ts')).registerShowCommand(number, flags)));
  register
    .command('dependants')
    .description('labels that rest on a component statement; exit 5 when it does not hold and one of them is in force')
    .argument('<number>', "the component statement's, e.g. IQS-TRAIN-0000042")
    .requiredOption('--at <place>', 'a folder or an address; the whole log is read and verified')
    .requiredOption(...keyFlag)
    .option('--json', 'as JSON')
    .action(async (number, flags) =>
      done(await (await import('./register-dependants-command.ts')).registerDependantsCommand(number, flags)),
    );
  register
    .command('watch')
    .description('follow a register: raise an alarm when it forks, goes back, is rewritten or edited; exit 5 on an alarm')
    .argument('<place>', 'a folder or an address')
    .requiredOption(...keyFlag)
    .requiredOption('--state <file>', 'what was seen last; made at the first look')
    .option('--once', 'look once and end, for CI')
    .option('--every <seconds>', 'time between looks', '300')
    .option('--recheck <n>', 'bundles of 256 old entries read again at each look (default: all)')
    .option('--stale <seconds>', 'raise an alarm when nothing is new for longer')
    .option(...witnessFlag)
    .option(...quorumFlag)
    .action(async (place, flags) => done(await (await import('./register-watch-command.ts')).registerWatchCommand(place, flags)));
}

function proveCommands(register: Command, done: (code: number) => void): void {
  register
    .command('prove')
    .description('write a receipt: that an entry is in the register, to be checked with no network')
    .argument('<entry>', 'its index, or a number, whose newest entry is meant')
    .requiredOption('--at <place>', 'a folder or an address')
    .requiredOption(...keyFlag)
    .requiredOption('-o, --out <file>', 'where to write, e.g. label.tlog-proof')
    .action(async (entry, flags) => done(await (await import('./register-prove-command.ts')).registerProveCommand(entry, flags)));
  register
    .command('check')
    .description('check a receipt; exit 5 when it does not hold')
    .argument('<receipt>', 'a .tlog-proof file')
    .requiredOption(...keyFlag)
    .option(...witnessFlag)
    .option(...quorumFlag)
    .option('--json', 'as JSON')
    .action(async (receipt, flags) => done(await (await import('./register-check-command.ts')).registerCheckCommand(receipt, flags)));
}
