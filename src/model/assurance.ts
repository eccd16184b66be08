/** How sure: the second axis, never mixed with the letter. Lowest first (docs/adr and 3-assessment, Evidence and assurance). */
export const assurances = ['stated', 'checked', 'matched', 'tested', 'attacked'] as const;
export type Assurance = (typeof assurances)[number];

export const isAtLeast = (a: Assurance, least: Assurance): boolean => assurances.indexOf(a) >= assurances.indexOf(least);

export const weaker = (a: Assurance, b: Assurance): Assurance => (isAtLeast(a, b) ? b : a);

export const stronger = (a: Assurance, b: Assurance): Assurance => (isAtLeast(a, b) ? a : b);
