// budget: a worker is a program; it exports nothing.
// The worker in which hostile bytes are taken apart: it is given one path at a time and answers with exhibits, or with why there are none.
import { statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { DecodeError } from '../../foundation/decode-error.ts';
import { UserError } from '../../foundation/user-error.ts';
import { readEvidence } from '../read-evidence.ts';
import { captureForm, streamCapture } from './capture-stream.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

// A thread does not have its process's compile cache, and most of what a short inspection takes is compiling.
enableCompileCache();
const { localInspectors } = await import('./local-inspector.ts');
const { inspect, inspectCapture } = await localInspectors();

async function answer({ name, path, files, device }: WorkerQuestion): Promise<WorkerAnswer> {
  try {
    const form = statSync(path, { throwIfNoEntry: false })?.isFile() ? captureForm(path) : null;
    if (form !== null) return { exhibits: await streamCapture(path, form, inspectCapture({ name, device })) };
    return { exhibits: inspect({ name, content: readEvidence(path) }, { files }) };
  } catch (error) {
    if (error instanceof DecodeError && error.code === 'limit') return { tooLarge: error.message };
    if (!(error instanceof UserError)) throw error;
    const { code, message, where, mend } = error;
    return code === 'EVIDENCE_TOO_LARGE' ? { tooLarge: message } : { refused: { code, message, where, mend } };
  }
}

parentPort?.on('message', (question: WorkerQuestion) => void answer(question).then((given) => parentPort?.postMessage(given)));
