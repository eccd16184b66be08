import type { Authority } from '../adapters/authority/authority.ts';
import type { Database } from '../adapters/database/database.ts';
import type { EvidenceStore } from '../adapters/evidence-store/evidence-store.ts';
import type { InspectPool } from '../adapters/inspect/inspect-pool.ts';
import type { InspectionMemo } from '../adapters/inspect/inspection-memo.ts';
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
  /** What was read out of evidence before. */
  readonly memo: InspectionMemo;
  /** Who reads it. */
  readonly pool: InspectPool;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
};
