import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What `npm start` shows: two made-up cameras assessed as anybody's product would be, and a label for the better one.
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the built program; false when it could not do what it was asked. */
function iqs(...args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [join('bin', 'iqs.mjs'), ...args], { cwd: root, stdio: 'inherit' });
  // 3 says that some bytes were not read (docs/spec/cli.md): the report says which.
  return status === 0 || status === 3;
}

const assess = (name: string): boolean => iqs('assess', join('samples', name), '--out', join('out', name));

/** A label from issue to check, by an authority that is for training. */
function label(): boolean {
  const authority = join(root, 'out', 'authority');
  const isThere = existsSync(join(authority, 'authority.json'));
  const body = ['--name', 'Lumen Training Body', '--body', 'TRAIN', '--base', 'https://register.example/', '--training'];
  const trust = ['--trust', join('out', 'authority', 'public', 'trust.json'), '--site', join('out', 'authority', 'public')];
  return (
    (isThere || iqs('authority', 'init', join('out', 'authority'), ...body)) &&
    quietly('assess', join('samples', 'lumen-cam-mended'), '--scheme', 'iqs-training', '--out', join('out', 'training')) &&
    iqs('issue', join('out', 'training'), '--authority', join('out', 'authority'), '--out', join('out', 'label'), '--lang', 'en') &&
    iqs('verify', join('out', 'label', 'label-full-en.png'), ...trust, '--firmware', join('samples', 'lumen-cam-mended', 'firmware.bin'))
  );
}

function quietly(...args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [join('bin', 'iqs.mjs'), ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0 || status === 3;
}

console.log(
  '1 of 3. Lumen Cam 1 is a made-up camera with the faults of real ones. Look at "What decided it": each line names a place in the firmware.',
);
const weak = assess('lumen-cam');
console.log(
  '2 of 3. The same camera after its maker mended it. Look at what the device part gets now, and why the whole product has no letter yet.',
);
const mended = assess('lumen-cam-mended');
console.log(
  '3 of 3. A label that proves itself. The scheme iqs-2027 issues none yet, so a training body issues one that says it is not valid; then the picture of it is checked as a shop would.',
);
const labelled = label();
console.log(
  `Reports, to open in a browser: ${join('out', 'lumen-cam', 'report.html')} and ${join('out', 'lumen-cam-mended', 'report.html')}`,
);
console.log(`The label, to look at:         ${join('out', 'label', 'label-full-en.png')}`);
console.log('Try next:                      npm start -- path/to/dossier   or   npx iqs inspect FILE');
process.exitCode = weak && mended && labelled ? 0 : 1;
