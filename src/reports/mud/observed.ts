import type { ExhibitLists } from '../../model/exhibits.ts';

/** What of captures a profile is drawn from. */
export type Observed = Pick<ExhibitLists, 'captures' | 'hosts' | 'flows' | 'names' | 'tls' | 'behaviours'>;
