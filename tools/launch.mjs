// `npm start`, `npm test` and the rest: all set-up a fresh clone needs, then the work. Plain JavaScript that any Node 18+ can run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { broughtNode, home, isNewEnough, nodePackage, wanted } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [task = 'start', ...rest] = process.argv.slice(2);

function fail(line) {
  console.error(line);
  process.exit(1);
}

/** Runs a program in the root with Node 24 first on the path; its failure is ours. */
function run(command, args, { quiet = false, cwd = root } = {}) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`, npm_config_update_notifier: 'false' };
  const result = spawnSync(command, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', encoding: 'utf8' });
  if (quiet && result.status !== 0) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  return result.error ? 1 : (result.status ?? 1);
}

function npm(args, cwd) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(node, [script, ...args], { quiet: true, cwd }) : run('npm', args, { quiet: true, cwd });
}

/** Node 24: the one that runs us if it is new enough, else one brought once from npm into an ignored folder. */
function bringNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const there = broughtNode();
  if (there) return there;
  console.error(`Node ${process.versions.node} is too old; fetching Node ${wanted} once (about 190 MB, into .node/) ...`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  node = process.execPath;
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  if (npm(['install', ...flags, `${nodePackage}@${wanted}`], home) !== 0) {
    fail(`IQS_NO_NODE launcher: npm could not fetch ${nodePackage}@${wanted}; install Node 24 yourself and run this again`);
  }
  return broughtNode() ?? fail(`IQS_NO_NODE launcher: ${nodePackage}@${wanted} holds no Node for this machine; install Node 24 yourself`);
}

/** The packages of the lock file, installed when the lock file changed; no install script is run. */
function bringPackages() {
  const stamp = join(root, 'node_modules', '.iqs-lock');
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error('Installing packages ...');
  if (npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root) !== 0)
    fail('IQS_NO_PACKAGES launcher: npm ci failed; see the lines above');
  writeFileSync(stamp, digest);
}

function build() {
  if (run(node, ['tools/build.ts']) !== 0) fail('IQS_BUILD launcher: the build failed; see the lines above');
}

const iqs = (...args) => run(node, ['bin/iqs.mjs', ...args]);

const tasks = {
  build: () => (build(), 0),
  generate: () => run(node, ['tools/generate.ts']),
  gates: () => run(node, ['tools/gates/all.ts', ...rest]),
  bench: () => (build(), run(node, ['bench/run.ts', ...rest])),
  long: () => (build(), run(node, ['tools/run-tests.ts', '--long', ...rest])),
  test: () => {
    build();
    const gates = rest.length === 0 ? run(node, ['tools/gates/all.ts']) : 0;
    const tests = run(node, ['tools/run-tests.ts', ...rest]);
    return gates || tests;
  },
  start: () => {
    // Ctrl-C is the program's that runs: it stops in order, and we end when it has.
    process.on('SIGINT', () => undefined);
    build();
    if (rest.length > 0) return iqs('assess', ...rest);
    if (run(node, ['samples/make-evidence.ts']) !== 0) return 1;
    return run(node, ['samples/show.ts']) || run(node, ['samples/programme/start.ts']);
  },
};

let node = process.execPath;
node = bringNode();
bringPackages();
if (!Object.hasOwn(tasks, task)) fail(`IQS_USAGE launcher: no task ${task}; one of ${Object.keys(tasks).join(', ')}`);
process.exitCode = tasks[task]();
