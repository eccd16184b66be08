// budget: a worker is a program; it exports nothing.
// The worker in which hostile bytes are taken apart: it is given one path at a time and answers with exhibits.
import { parentPort } from 'node:worker_threads';
import { readEvidence } from '../read-evidence.ts';
import { localInspector } from './local-inspector.ts';

const inspect = localInspector();

parentPort?.on('message', ({ name, path, files }: { name: string; path: string; files: boolean }) => {
  parentPort?.postMessage(inspect({ name, content: readEvidence(path) }, { files }));
});
