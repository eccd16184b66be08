import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Config } from '../adapters/config/config.ts';
import { configSecrets } from '../adapters/config/config-secrets.ts';
import { configuredStore } from '../adapters/config/configured-store.ts';
import { databasePlace } from '../adapters/config/data-folders.ts';
import { sessionSecret } from '../adapters/config/session-secret.ts';
import type { Database } from '../adapters/database/database.ts';
import { openDatabase } from '../adapters/database/open-database.ts';
import { engineVersion } from '../adapters/engine-version.ts';
import type { EvidenceStore } from '../adapters/evidence-store/evidence-store.ts';
import { type Health, openHealth } from '../adapters/health/health.ts';
import { freeBytes, programmeChecks } from '../adapters/health/programme-checks.ts';
import { type Log, openLog } from '../adapters/log/open-log.ts';
import { type MetricRegistry, metricRegistry } from '../adapters/metrics/metric-registry.ts';
import { openQueue } from '../adapters/queue/open-queue.ts';
import type { JobKind, Queue } from '../adapters/queue/queue.ts';
import type { Closing } from '../adapters/shutdown/run-until-stopped.ts';

/** What a server and a worker stand on. */
export type OpenProgramme = {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly queue: Queue;
  readonly store: EvidenceStore;
  readonly sessionSecret: string;
  readonly metrics: MetricRegistry;
  readonly health: Health;
  /** To be closed last, in this order. */
  readonly closings: readonly Closing[];
};

/** Opens what is configured: database (migrated), queue, evidence store, health, metrics, log. What was opened is closed again when the rest cannot be. */
export async function openProgramme(config: Config, kinds: readonly JobKind[]): Promise<OpenProgramme> {
  const folder = resolve(config.folder, config.data.folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secret = await sessionSecret(config);
  const log = openLog({ level: config.log.level, secrets: [secret, ...configSecrets(config)] });
  log.info('starting', {
    version: engineVersion,
    node: process.versions.node,
    database: config.database.url === null ? 'embedded' : 'postgresql',
  });
  const store = await configuredStore(config);
  const database = await openDatabase(databasePlace(config));
  try {
    const queue = await openQueue(database, kinds, { onError: (error) => log.error('the queue', { error }) });
    const metrics = metricRegistry();
    gauges(metrics, folder);
    return {
      config,
      log,
      database,
      queue,
      store,
      sessionSecret: secret,
      metrics,
      health: openHealth(programmeChecks({ database, queue, store, folder }), log),
      closings: [
        { what: 'queue', close: () => queue.stop(config.shutdown.graceSeconds) },
        { what: 'database', close: () => database.close() },
      ],
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function gauges(metrics: MetricRegistry, folder: string): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  metrics.gauge('iqs_event_loop_delay_seconds', 'How late the event loop was, 99th percentile since the last look.', () => {
    const seconds = delay.percentile(99) / 1e9;
    delay.reset();
    return seconds;
  });
  metrics.gauge('iqs_memory_bytes', 'Memory of this process.', () => process.memoryUsage.rss());
  metrics.gauge('iqs_disk_free_bytes', 'Free space at the data folder.', () => freeBytes(folder));
  metrics.gauge('iqs_started_seconds', 'When this process started, in seconds since 1970.', () =>
    Math.round(Date.now() / 1000 - process.uptime()),
  );
}
