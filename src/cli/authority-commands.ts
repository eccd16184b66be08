import type { Command } from '@commander-js/extra-typings';

/** `iqs authority …`; each command loads what it needs when it runs. */
export function authorityCommands(root: Command, done: (code: number) => void): void {
  const authority = root.command('authority').description('a certification body: its keys, its register, its lists');
  authority
    .command('init')
    .description('make keys, an empty register, the first lists, and trust.json for those who verify')
    .argument('<dir>', 'a new folder; keep it private, only public/ and register/ are to be served')
    .requiredOption('--name <name>', 'of the body, as its labels say it')
    .requiredOption('--body <code>', 'in its numbers: 2 to 6 capitals and digits, e.g. TRAIN')
    .requiredOption('--base <url>', 'address of the public site, e.g. https://register.example/')
    .option('--training', 'its labels say "training, not valid"')
    .option('--pkcs11 <module>', 'the key is in a PKCS#11 token; with --token, --key and --pin-variable')
    .option('--token <label>', 'of the token')
    .option('--key <label>', 'of the key in the token')
    .option('--pin-variable <name>', 'environment variable that holds the PIN', 'IQS_PIN')
    .action(async (dir, flags) => done(await (await import('./authority-init-command.ts')).authorityInitCommand(dir, flags)));
  authority
    .command('publish')
    .description('sign the trust list and the status lists anew; run it at least once a day')
    .argument('<dir>', 'the authority')
    .action(async (dir) => done(await (await import('./authority-publish-command.ts')).authorityPublishCommand(dir)));
  componentCommand(authority, done);
  authority
    .command('record')
    .description('record what happened to a label or a component statement in the register, and publish')
    .argument('<dir>', 'the authority')
    .argument('<event>', 'suspended, reinstated, withdrawn, expired, or version-added')
    .argument('<number>', 'e.g. IQS-TRAIN-0000042')
    .option('--reason <words>', 'why; the public reads it')
    .option('--part <id>', 'of version-added: the part')
    .option('--version <version>', 'of version-added: the version that is covered from now on')
    .option('--digest <sha256...>', 'of version-added: SHA-256 of its files')
    .option('--security', 'of version-added: it mends a flaw, and who runs an earlier one should update')
    .action(async (dir, event, number, flags) =>
      done(await (await import('./authority-record-command.ts')).authorityRecordCommand(dir, event, number, flags)),
    );
  authority
    .command('key')
    .description('roll the issuing key over, or record that one is compromised')
    .argument('<dir>', 'the authority')
    .argument('<what>', 'roll, or compromised')
    .option('--kid <kid>', 'of compromised: the key')
    .option('--reason <words>', 'of compromised: how it is known; the public reads it')
    .action(async (dir, what, flags) => done(await (await import('./authority-key-command.ts')).authorityKeyCommand(dir, what, flags)));
}

function componentCommand(authority: Command, done: (code: number) => void): void {
  authority
    .command('component')
    .description('issue a component statement: number, signature, register entry; the same file again is the same number')
    .argument('<dir>', 'the authority')
    .argument('<statement>', 'YAML as docs/spec/component-statement.md says, without number, source, issued and status')
    .action(async (dir, statement) =>
      done(await (await import('./authority-component-command.ts')).authorityComponentCommand(dir, statement)),
    );
}
