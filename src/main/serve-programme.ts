import { readConfig } from '../adapters/config/read-config.ts';
import { refreshCases } from '../adapters/programme/refresh-cases.ts';
import { syncRegisterIndex } from '../adapters/register-index/sync-register-index.ts';
import { runUntilStopped } from '../adapters/shutdown/run-until-stopped.ts';
import { requestLimits } from '../server/serve/request-limits.ts';
import { serveParts } from '../server/serve/serve-parts.ts';
import { type OpenProgramme, openProgramme } from './open-programme.ts';
import { type ProgrammeServices, programmeServices } from './programme-services.ts';
import { allJobKinds, runJobs } from './run-jobs.ts';
import { serverParts } from './server-parts.ts';

/** `iqs serve`: until it is told to stop. Refused: what `readConfig` refuses, `AUTHORITY_MISSING`, `LISTEN_REFUSED`. */
export async function serveProgramme({ config: path }: { readonly config?: string | undefined }): Promise<number> {
  const open = await openProgramme(readConfig(path ?? null, process.env), allJobKinds);
  try {
    const server = await startServer(open, await programmeServices(open));
    process.stderr.write(`The programme is at ${open.config.baseUrl} (listening on ${server.address})\n`);
    return await runUntilStopped(open.log, server.closings);
  } catch (error) {
    for (const { close } of open.closings) await close();
    throw error;
  }
}

export type StartedServer = { readonly address: string; readonly closings: OpenProgramme['closings'] };

/** Pages, API and, where it is configured so, the worker of a programme. */
export async function startServer(open: OpenProgramme, services: ProgrammeServices): Promise<StartedServer> {
  const { config, log, database, metrics, health, closings } = open;
  const { programme, signIn } = services;
  const limits = requestLimits(config.limits, database);
  const parts = serverParts(open, services, limits);
  await refreshCases(database);
  if (programme.authority !== null) await syncRegisterIndex(database, programme.authority);
  const server = await serveParts({ config, parts, log, metrics, health, limits });
  if (config.worker.inProcess) await runJobs(open, services);
  return {
    address: server.address,
    closings: [
      { what: 'server', close: server.stop },
      { what: 'messages', close: signIn.settled },
      ...closings.slice(0, 1),
      { what: 'inspecting workers', close: programme.pool.end },
      ...closings.slice(1),
    ],
  };
}
