// budget: a program of the crash tests: issues labels one after another and kills itself where it is told to.
import { join } from 'node:path';
import { currentSigner, openAuthority } from './authority.ts';
import { drawing, requestOf, watched } from './authority-fixture.ts';
import { issueLabel } from './issue-label.ts';

const [folder = '', count = '1', step = ''] = process.argv.slice(2);
const authority = openAuthority(folder);
const signer = watched(await currentSigner(authority), join(folder, 'journal'));
for (let number = 1; number <= Number(count); number += 1) {
  const done = await issueLabel(authority, requestOf(`Product ${number}`), {
    drawing,
    signer,
    onStep: (reached) => {
      if (reached === step) process.kill(process.pid, 'SIGKILL');
    },
  });
  process.stdout.write(`${done.claims.number}\n`);
}
