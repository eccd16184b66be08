#!/usr/bin/env node
// The command. Plain JavaScript that any Node 18+ can read: on an older Node it hands over to the Node 24 that `npm start` brought.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { broughtNode, isNewEnough } from '../tools/node24.mjs';

const program = new URL('../dist/main/iqs.js', import.meta.url);
if (!existsSync(program)) {
  console.error('IQS_NOT_BUILT iqs: the program is not built yet; run: npm run build');
  process.exit(1);
}
if (isNewEnough(process.versions.node)) {
  await import(program.href);
} else {
  const node = broughtNode();
  if (!node) {
    console.error(`IQS_NODE_TOO_OLD iqs: Node ${process.versions.node} is too old, 24 is needed; install Node 24, or run npm start once in the package's folder`);
    process.exit(1);
  }
  const { spawnSync } = await import('node:child_process');
  const { status, signal } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(signal ? 1 : (status ?? 1));
}
