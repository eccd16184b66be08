import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/adapters/config/read-config.ts';
import { runUntilStopped } from '../../src/adapters/shutdown/run-until-stopped.ts';
import { totpCode } from '../../src/adapters/sign-in/totp-code.ts';
import { openProgramme } from '../../src/main/open-programme.ts';
import { programmeServices } from '../../src/main/programme-services.ts';
import { allJobKinds } from '../../src/main/run-jobs.ts';
import { startServer } from '../../src/main/serve-programme.ts';
import { organisations } from './people.ts';
import { prepareSample, type SampleAccess } from './prepare-sample.ts';
import { seedSample } from './seed-sample.ts';

// The whole programme on this machine, with sample organisations: what `npm start` brings up after it has shown the letters.
const root = fileURLToPath(new URL('../..', import.meta.url));
const home = process.env['IQS_SAMPLE_FOLDER'] ?? join(root, 'out', 'programme');
const done = join(home, 'sample.json');

if (!existsSync(done)) rmSync(home, { recursive: true, force: true });
const port = await freePort(Number(process.env['IQS_LISTEN_PORT'] ?? 8080));
const config = readConfig(null, {
  IQS_DATA_FOLDER: home,
  IQS_LISTEN_PORT: String(port),
  IQS_BASE_URL: `http://localhost:${port}`,
  IQS_AGREEMENT_VERSION: '2026-1',
  IQS_SESSION_MAKERS_SECOND_FACTOR: 'false',
  IQS_LOG_LEVEL: process.env['IQS_LOG_LEVEL'] ?? 'error',
});
const isNew = !existsSync(done);
const access = await prepareSample(home, isNew);
const open = await openProgramme(config, allJobKinds);
const services = await programmeServices(open);
const server = await startServer(open, services);
console.log(whereToLook(config.baseUrl, access));
if (isNew) {
  await seedSample(open, services, access, (name, at, of) => process.stderr.write(`\r  sample cases: ${at} of ${of} (${name})`.padEnd(60)));
  writeFileSync(done, JSON.stringify({ made: new Date().toISOString() }));
  process.stderr.write(`\r${' '.repeat(60)}\r`);
}
console.log('Ready. Enter: a code of the sample people’s authenticator. Ctrl-C: stop; what you did stays for the next start.');
process.stdin.on('data', () => void totpCode(access.totp, new Date()).then((code) => console.log(`  code: ${code}`)));
process.exitCode = await runUntilStopped(open.log, server.closings);
process.stdin.destroy();

function whereToLook(at: string, { password }: SampleAccess): string {
  const people = Object.values(organisations).flatMap(({ name, people: own }) =>
    own.map(({ email, roles }) => `    ${email.padEnd(22)} ${roles.join(', ').padEnd(26)} ${name}`),
  );
  return [
    '',
    `The programme is at ${at}   (made-up products under the training scheme: none of their labels is valid)`,
    `  The register, for everybody:  ${at}/`,
    `  The portal, for who works:    ${at}/portal`,
    `  The API:                      ${at}/api/v1/openapi.json`,
    '',
    `  Sign in as any of these. Password of all: ${password}`,
    ...people,
    '  Laboratory and body also need a code: press Enter here for the current one.',
    '',
  ].join('\n');
}

/** The wished port, or one of the next ten. */
async function freePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + 10; port += 1) {
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  throw new Error(`no port from ${wished} on is free; set IQS_LISTEN_PORT`);
}
