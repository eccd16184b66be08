import { readConfig } from '../adapters/config/read-config.ts';
import { runUntilStopped } from '../adapters/shutdown/run-until-stopped.ts';
import { UserError } from '../foundation/user-error.ts';
import { serveOps } from '../server/serve/serve-ops.ts';
import { openProgramme } from './open-programme.ts';
import { programmeServices } from './programme-services.ts';
import { allJobKinds, runJobs } from './run-jobs.ts';

/** `iqs worker`: jobs of the queue, until it is told to stop. The register's only where the authority's keys are. Refused: `WORKER_EMBEDDED`. */
export async function runWorker({ config: path }: { readonly config?: string | undefined }): Promise<number> {
  const config = readConfig(path ?? null, process.env);
  if (config.database.url === null) {
    throw new UserError(
      'WORKER_EMBEDDED',
      'the embedded database is open to one process, and the server runs its jobs itself',
      'iqs worker',
      'run iqs serve alone, or set DATABASE_URL for both',
    );
  }
  const open = await openProgramme(config, allJobKinds);
  const { log, metrics, health, closings } = open;
  const services = await programmeServices(open);
  await runJobs(open, services);
  log.info('working', { concurrency: config.worker.concurrency, issues: services.programme.authority !== null });
  const ops = await serveOps(config, health, metrics);
  return runUntilStopped(log, [
    ...(ops === null ? [] : [{ what: 'metrics', close: async () => void (await ops.close(0)) }]),
    ...closings.slice(0, 1),
    { what: 'inspecting workers', close: services.programme.pool.end },
    ...closings.slice(1),
  ]);
}
