// budget: a program of the crash tests: goes on issuing labels one after another, from the first that is not done, and kills itself where it is told to.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { currentSigner, openAuthority } from './authority.ts';
import { drawing, requestOf, watched } from './authority-fixture.ts';
import { issueLabel } from './issue-label.ts';

const [folder = '', count = '1', step = ''] = process.argv.slice(2);
const authority = openAuthority(folder);
const signer = watched(await currentSigner(authority), join(folder, 'journal'));
const jobs = join(folder, 'jobs');
const done = existsSync(jobs) ? readdirSync(jobs).filter((job) => existsSync(join(jobs, job, 'done.json'))).length : 0;
// A label that is half done may be past the step already; a new one never is.
for (let number = done + 1; step !== '' || number <= Number(count); number += 1) {
  const issued = await issueLabel(authority, requestOf(`Product ${number}`), {
    drawing,
    signer,
    onStep: (reached) => {
      if (reached === step) process.kill(process.pid, 'SIGKILL');
    },
  });
  process.stdout.write(`${issued.claims.number}\n`);
}
