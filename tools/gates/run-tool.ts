import { spawn } from 'node:child_process';
import { join } from 'node:path';

export type ToolRun = { readonly exitCode: number; readonly output: string };

/** Runs an installed package's script with this Node, in `root`; `script` is its path under node_modules. Both output streams, in one text. */
export function runTool(root: string, script: string, args: readonly string[]): Promise<ToolRun> {
  return runScript(root, join(root, 'node_modules', script), args);
}

/** The same for a script anywhere. */
export function runScript(root: string, script: string, args: readonly string[]): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** A tool's output as lines, without blank ones. */
export const linesOf = (output: string): readonly string[] => output.split('\n').filter((line) => line.trim() !== '');
