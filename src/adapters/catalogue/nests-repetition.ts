/** A repetition of a repetition may take this many steps at most; more, or no bound, lets a hostile file keep it busy. */
const mostSteps = 512;

/**
 * Whether a group of a regular expression is repeated that itself holds a repetition without a bound, or whose bounds come to more than
 * 512 together. The pattern must compile.
 */
export function nestsRepetition(pattern: string): boolean {
  // The largest repetition inside each open group; the last is the innermost.
  const open: number[] = [1];
  // The largest repetition inside what a quantifier now would repeat.
  let inside = 1;
  const parts = /\\.|\[(?:\\.|[^\]\\])*\]|\(|\)|[*+]|\{(?<least>\d+)(?<comma>,)?(?<most>\d+)?\}|[^]/g;
  for (const { 0: part, groups } of pattern.matchAll(parts)) {
    const times = part === '*' || part === '+' ? Number.POSITIVE_INFINITY : groups?.['least'] === undefined ? 1 : boundOf(groups);
    const steps = inside * times;
    if (inside > 1 && times > 1 && steps > mostSteps) return true;
    const ended = part === ')' ? (open.pop() ?? 1) : 1;
    open.push(Math.max(open.pop() ?? 1, ended, times > 1 ? steps : 1));
    if (part === '(') open.push(1);
    inside = ended;
  }
  return false;
}

function boundOf({ least = '', comma, most }: Record<string, string | undefined>): number {
  if (comma === undefined) return Number(least);
  return most === undefined ? Number.POSITIVE_INFINITY : Number(most);
}
