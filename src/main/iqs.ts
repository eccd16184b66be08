// What `iqs` starts from.
import { enableCompileCache } from 'node:module';

// Who reads our output may stop early (`| head`): what is left to say is dropped, the work and the exit code stay.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

enableCompileCache();
const { runCommandLine } = await import('../cli/run-command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2), {
  serve: async (flags) => (await import('./serve-programme.ts')).serveProgramme(flags),
  worker: async (flags) => (await import('./run-worker.ts')).runWorker(flags),
});
