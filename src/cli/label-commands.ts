import type { Command } from '@commander-js/extra-typings';

/** `iqs issue` and `iqs verify`; each loads what it needs when it runs. */
export function labelCommands(root: Command, done: (code: number) => void): void {
  root
    .command('issue')
    .description('issue the label of an assessed dossier: number, credential, artwork, register entry')
    .argument('<assessment>', 'assessment.json, or the folder that iqs assess wrote')
    .requiredOption('--authority <dir>', 'who issues it; see iqs authority init')
    .option('--decision <file>', 'who decided what, as JSON (not needed in training)')
    .option('--replaces <number>', 'lower the letter of this label: a newer statement under the same number')
    .option('--reason <words>', 'of --replaces: why; the public reads it')
    .option('-o, --out <dir>', 'also copy the label here, with PNG and PDF for print')
    .option('--lang <tag>', 'with --out: only this language (default: every one)')
    .option('--json', 'print the number, the code and where the files are as JSON')
    .action(async (assessment, flags) => done(await (await import('./issue-command.ts')).issueCommand(assessment, flags)));
  root
    .command('verify')
    .description('is this label genuine, does it still hold, and does it cover this version?')
    .argument('<label>', 'a picture or file of the label (PNG, JPEG, SVG, PDF), a credential (.jwt), or the text of its code')
    .option('--trust <file>', 'trust.json of the scheme owner (default: the file that the variable IQS_TRUST names)')
    .option('--site <place>', 'folder or address of the public site, where trust.json names another')
    .option('--offline', 'look nothing up: genuine or not, and no more')
    .option('--code <text>', 'of a credential: the code of the label in hand')
    .option('--firmware <file>', 'is this file covered?')
    .option('--digest <sha256>', 'is the file with this SHA-256 covered?')
    .option('--version <version>', 'is this version covered?')
    .option('--part <id>', 'the part that the version is of')
    .option('--lang <tag>', 'language of the answer: en, nl, fr, de', 'en')
    .option('--json', 'as JSON')
    .action(async (label, flags) => done(await (await import('./verify-command.ts')).verifyCommand(label, flags)));
}
