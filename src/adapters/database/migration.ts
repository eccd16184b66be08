/**
 * One step of the database's shape: plain SQL, several statements, the same text on the embedded database and on PostgreSQL. Once released it is never
 * edited (`MIGRATION_CHANGED`): a change is a new migration.
 */
export type Migration = { readonly id: string; readonly sql: string };
