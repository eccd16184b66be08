const minute = 60;
/** Seconds before the next attempt, by how many there were: some 27 hours in all. */
const delays = [5, 5 * minute, 30 * minute, 2 * 60 * minute, 5 * 60 * minute, 10 * 60 * minute, 10 * 60 * minute] as const;

/** Seconds to wait after the `attempts`-th attempt failed; null: it is given up. */
export const retryDelay = (attempts: number): number | null => delays[attempts - 1] ?? null;
