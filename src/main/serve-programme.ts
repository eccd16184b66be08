import { readConfig } from '../adapters/config/read-config.ts';
import { runUntilStopped } from '../adapters/shutdown/run-until-stopped.ts';
import { requestLimits } from '../server/serve/request-limits.ts';
import { serveParts } from '../server/serve/serve-parts.ts';
import { openProgramme } from './open-programme.ts';

/** `iqs serve`: until it is told to stop. */
export async function serveProgramme({ config: path }: { readonly config?: string | undefined }): Promise<number> {
  const programme = await openProgramme(readConfig(path ?? null, process.env), []);
  const { config, log, database, metrics, health, closings } = programme;
  const limits = requestLimits(config.limits, database);
  try {
    const server = await serveParts({ config, parts: [], log, metrics, health, limits });
    process.stderr.write(`The programme is at ${config.baseUrl} (listening on ${server.address})\n`);
    return await runUntilStopped(log, [{ what: 'server', close: server.stop }, ...closings]);
  } catch (error) {
    for (const { close } of closings) await close();
    throw error;
  }
}
