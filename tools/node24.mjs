// Which Node runs us, and the Node 24 that the launcher brings where the machine's own is older. Plain JavaScript for Node 18+.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const wanted = '24.21.0';

const root = fileURLToPath(new URL('..', import.meta.url));
const system = process.platform === 'win32' ? 'win' : process.platform;

/** The npm package that holds nothing but Node's own binary for this platform; it has no install script. */
export const nodePackage = `node-${system}-${process.arch}`;
export const home = join(root, '.node');

export const isNewEnough = (version) => Number(version.split('.')[0]) >= 24;

/** Path of the Node 24 that an earlier start brought; undefined when there is none. */
export function broughtNode() {
  const binary = join(home, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(binary) ? binary : undefined;
}
