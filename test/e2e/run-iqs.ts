import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const command = fileURLToPath(new URL('../../bin/iqs.mjs', import.meta.url));

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

type Surroundings = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> };

/** Runs the built command as a person would, without a terminal. `npm test` builds it; a run by hand needs `npm run build` first. */
export function runIqs(args: readonly string[], { cwd, env = {} }: Surroundings = {}): Ran {
  assert.ok(existsSync(new URL('../../dist/main/iqs.js', import.meta.url)), 'not built: npm run build');
  const { NO_COLOR: _, FORCE_COLOR: __, ...own } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd,
    env: { ...own, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

/** What every refusal is: an exit code, nothing on standard output, and one line that begins with the error's code. */
export function assertRefusal({ status, stdout, stderr }: Ran, exitCode: number, code: string): void {
  assert.equal(status, exitCode, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /^[A-Z][A-Z_]+ [^\n]+: [^\n]+; [^\n]+\n$/);
  assert.equal(stderr.split(' ', 1)[0], code);
}
