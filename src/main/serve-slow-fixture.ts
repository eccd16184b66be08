import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../adapters/config/read-config.ts';
import { runUntilStopped } from '../adapters/shutdown/run-until-stopped.ts';
import { requestLimits } from '../server/serve/request-limits.ts';
import { serveParts } from '../server/serve/serve-parts.ts';
import { plainPart } from '../server/serve/server-part.ts';
import { openProgramme } from './open-programme.ts';

// A programme with one part whose answers take as long as the path says.
const { config, log, metrics, health, closings } = await openProgramme(readConfig(null, process.env), []);
const slow = plainPart(
  async (request) => {
    log.info('begun');
    await sleep(Number(new URL(request.url).pathname.slice(1)));
    return new Response('in the end');
  },
  { name: 'slow', at: '/' },
);
const server = await serveParts({ config, parts: [slow], log, metrics, health, limits: requestLimits(config.limits, null) });
process.exitCode = await runUntilStopped(log, [{ what: 'server', close: server.stop }, ...closings]);
