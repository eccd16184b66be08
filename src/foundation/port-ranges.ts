export type PortRange = { readonly low: number; readonly high: number };

/** Ports as text: ascending ranges without overlap, e.g. `22,80-90`. */
export function portRangesText(ports: readonly number[]): string {
  const ranges: { low: number; high: number }[] = [];
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && port === last.high + 1) last.high = port;
    else ranges.push({ low: port, high: port });
  }
  return ranges.map(({ low, high }) => (low === high ? `${low}` : `${low}-${high}`)).join(',');
}

/** The ranges of such a text, joined and ascending; what is no range of ports is left out. */
export function portRanges(text: string): readonly PortRange[] {
  const ranges = text.split(',').flatMap((part): readonly PortRange[] => {
    const [, low, high = low] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    return low === undefined || Number(low) > Number(high) || Number(high) > 65_535 ? [] : [{ low: Number(low), high: Number(high) }];
  });
  const joined: { low: number; high: number }[] = [];
  for (const { low, high } of ranges.sort((a, b) => a.low - b.low)) {
    const last = joined.at(-1);
    if (last !== undefined && low <= last.high + 1) last.high = Math.max(last.high, high);
    else joined.push({ low, high });
  }
  return joined;
}
