/** What a gate found: breaches, each one line saying where, what, and the mend. `skipped`: why it could not look; then nothing is claimed. */
export type GateReport = { readonly breaches: readonly string[]; readonly skipped?: string };

/** A rule of the house, kept by a machine. `check` looks at the tree under `root` (an absolute path) and changes nothing in it. */
export type Gate = { readonly name: string; readonly check: (root: string) => Promise<GateReport> };
