import { resolve } from 'node:path';
import type { Gate } from './gate.ts';

/** `node tools/gates/NAME.ts [ROOT]`: prints a gate's breaches and sets exit code 1 when there are any. ROOT is the working folder when left out. */
export async function runAlone(gate: Gate): Promise<void> {
  const { breaches, skipped } = await gate.check(resolve(process.argv[2] ?? '.'));
  for (const breach of breaches) process.stdout.write(`${breach}\n`);
  if (skipped !== undefined) process.stdout.write(`${gate.name}: skipped, ${skipped}\n`);
  if (breaches.length > 0) process.exitCode = 1;
}
