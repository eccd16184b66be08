/** Told things remembered of one flow: a long one repeats itself, and a hostile one may not fill memory. */
const most = 4096;

/** A teller that tells each thing once, known by its key; beyond the most nothing new is told. */
export function tellOnce(): (key: string, tell: () => void) => void {
  const told = new Set<string>();
  return (key, tell) => {
    if (told.has(key) || told.size >= most) return;
    told.add(key);
    tell();
  };
}
