import type { Host } from '../../model/host.ts';
import type { ScanCollector } from '../scan-collector.ts';

/** Where a script ran, and what is gathered. */
export type ScriptPlace = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly scan: ScanCollector;
  readonly tools: Host;
};
