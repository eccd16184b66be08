import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What `npm start` shows: two made-up cameras assessed as anybody's product would be.
const root = fileURLToPath(new URL('..', import.meta.url));

/** Assesses one sample with the built program; false when it could not be done. */
function assess(name: string): boolean {
  const { status } = spawnSync(process.execPath, [join('bin', 'iqs.mjs'), 'assess', join('samples', name), '--out', join('out', name)], {
    cwd: root,
    stdio: 'inherit',
  });
  // 3 says that some bytes were not read (docs/spec/cli.md): the report says which.
  return status === 0 || status === 3;
}

console.log(
  '1 of 2. Lumen Cam 1 is a made-up camera with the faults of real ones. Look at "What decided it": each line names a place in the firmware.',
);
const weak = assess('lumen-cam');
console.log(
  '2 of 2. The same camera after its maker mended it. Look at what the device part gets now, and why the whole product has no letter yet.',
);
const mended = assess('lumen-cam-mended');
console.log(
  `Reports, to open in a browser: ${join('out', 'lumen-cam', 'report.html')} and ${join('out', 'lumen-cam-mended', 'report.html')}`,
);
console.log(`The label, a specimen:         ${join('out', 'lumen-cam-mended', 'label-en.svg')}`);
console.log('Try next:                      npm start -- path/to/dossier   or   npx iqs inspect FILE');
process.exitCode = weak && mended ? 0 : 1;
