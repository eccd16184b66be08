/** The scale, worst first. G means *shown* to fail F; a thing nobody could judge is not rated, which is no letter at all. */
export const letters = ['G', 'F', 'E', 'D', 'C', 'B', 'A'] as const;
export type Letter = (typeof letters)[number];

/** A rung of the ladder: a letter that has to be earned. */
export type Rung = Exclude<Letter, 'G'>;
export const rungs = letters.slice(1) as readonly Rung[];

export const rank = (letter: Letter): number => letters.indexOf(letter);

export const worse = (a: Letter, b: Letter): Letter => (rank(a) <= rank(b) ? a : b);
export const better = (a: Letter, b: Letter): Letter => (rank(a) >= rank(b) ? a : b);

/** `atLeast`: every open criterion counted as failed; `atMost`: as passed. `outer`: too many unknown features to enumerate, so the true interval may be narrower. */
export type GradeInterval = { readonly atLeast: Letter; readonly atMost: Letter; readonly bound: 'exact' | 'outer' };
