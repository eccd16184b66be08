import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { budgets } from './budgets.ts';
import { deadCode } from './dead-code.ts';
import { format } from './format.ts';
import type { Gate } from './gate.ts';
import { generated } from './generated.ts';
import { glossary } from './glossary.ts';
import { imports } from './imports.ts';
import { lint } from './lint.ts';
import { thirdParty } from './third-party.ts';
import { types } from './types.ts';

/** `npm run gates`: every gate over the tree; a line for each, and its breaches. Exit code 1 when one fails. */
const gates: readonly Gate[] = [types, lint, deadCode, generated, format, imports, budgets, thirdParty, glossary];

async function passes(gate: Gate, root: string): Promise<boolean> {
  const started = performance.now();
  const { breaches, skipped } = await gate.check(root);
  const word = breaches.length > 0 ? 'FAIL' : skipped === undefined ? 'pass' : 'skip';
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const note = breaches.length > 0 ? `${breaches.length} breaches` : (skipped ?? '');
  process.stdout.write(
    `${word}  ${gate.name.padEnd(12)} ${seconds.padStart(5)} s  ${note}\n${breaches.map((breach) => `      ${breach}\n`).join('')}`,
  );
  return breaches.length === 0;
}

const root = resolve(process.argv[2] ?? '.');
// All at once: most of them wait for a program of their own.
const passed = await Promise.all(gates.map((gate) => passes(gate, root)));
if (passed.includes(false)) process.exitCode = 1;
