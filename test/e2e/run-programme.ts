import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleAccess } from '../../samples/programme/prepare-sample.ts';
import { prepareSample } from '../../samples/programme/prepare-sample.ts';
import { readConfig } from '../../src/adapters/config/read-config.ts';
import type { DatabaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { type OpenProgramme, openProgramme } from '../../src/main/open-programme.ts';
import { type ProgrammeServices, programmeServices } from '../../src/main/programme-services.ts';
import { allJobKinds } from '../../src/main/run-jobs.ts';
import { startServer } from '../../src/main/serve-programme.ts';
import { freePort } from '../free-port.ts';

export type RunningProgramme = {
  /** Origin; by name, not by number: a passkey belongs to a name. */
  readonly address: string;
  readonly access: SampleAccess;
  readonly open: OpenProgramme;
  readonly services: ProgrammeServices;
  readonly stop: () => Promise<void>;
};

/** The whole programme as `iqs serve` brings it up: pages, sign-in and worker over an embedded database in a folder of its own, on a free port. */
export async function runProgramme(fixture: DatabaseFixture): Promise<RunningProgramme> {
  const home = mkdtempSync(join(tmpdir(), 'iqs-programme-'));
  const access = await prepareSample(home, true);
  const place = await fixture.place('embedded');
  if (!('folder' in place)) throw new Error('no folder');
  mkdirSync(home, { recursive: true });
  renameSync(place.folder, join(home, 'database'));
  const port = await freePort();
  const config = readConfig(null, {
    IQS_DATA_FOLDER: home,
    IQS_LISTEN_PORT: String(port),
    IQS_BASE_URL: `http://localhost:${port}`,
    IQS_AGREEMENT_VERSION: '2026-1',
    IQS_SESSION_MAKERS_SECOND_FACTOR: 'false',
    IQS_LOG_LEVEL: 'error',
    // One address stands for everybody here.
    IQS_LIMITS_PAGES_PER_MINUTE: '100000',
    IQS_LIMITS_ACCOUNT_PER_MINUTE: '100000',
  });
  const open = await openProgramme(config, allJobKinds);
  const services = await programmeServices(open);
  const server = await startServer(open, services);
  const stop = async (): Promise<void> => {
    for (const { close } of server.closings) await close();
    rmSync(home, { recursive: true, force: true });
  };
  return { address: config.baseUrl, access, open, services, stop };
}
