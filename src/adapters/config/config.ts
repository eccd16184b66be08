import type { ConfigValues } from './config-schema.ts';

/** A configuration that was checked (docs/spec/configuration.md). It holds secrets: it is never written anywhere. */
export type Config = Omit<ConfigValues, 'baseUrl'> & {
  /** Origin: `https://host[:port]`. */
  readonly baseUrl: string;
  /** Absolute; what relative paths in the configuration stand in. */
  readonly folder: string;
};
