import type { Authority } from '../adapters/authority/authority.ts';
import type { Database } from '../adapters/database/database.ts';
import type { EvidenceStore } from '../adapters/evidence-store/evidence-store.ts';
import type { Desk } from '../adapters/programme/desk.ts';
import type { Catalogue } from '../model/catalogue.ts';
import type { ProgrammeSettings } from '../programme/programme-settings.ts';

/** What the worker does its work with. */
export type Programme = {
  readonly database: Database;
  readonly desk: Desk;
  readonly store: EvidenceStore;
  readonly catalogue: Catalogue;
  readonly settings: ProgrammeSettings;
  /** Null: this machine has no keys; it assesses, and another one issues. */
  readonly authority: Authority | null;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
};
