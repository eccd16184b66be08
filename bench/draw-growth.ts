// Draws the growth of the register from the table in bench/README.md, both axes logarithmic: `node bench/draw-growth.ts`. Each line is scaled to its first value, so that a line that
// stays at 1 does not grow and one that runs along the dashes grows as the register does.
import { readFileSync, writeFileSync } from 'node:fs';

const rows = readFileSync('bench/README.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| 1[0,]* +\|/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => Number.parseFloat(cell.replaceAll(',', ''))),
  );
const series = [
  { name: 'fsck, whole', column: 7, colour: '#3b3389' },
  { name: 'size of a proof', column: 5, colour: '#0b6e4f' },
  { name: 'one look-up', column: 3, colour: '#a4500b' },
  { name: 'appended a second', column: 1, colour: '#5f5f6f' },
] as const;
const [width, height, left, bottom, top] = [720, 380, 60, 330, 20];
const decades = { x: [4, 7], y: [-2, 3] } as const;
const x = (entries: number): number => left + ((Math.log10(entries) - decades.x[0]) / (decades.x[1] - decades.x[0])) * (width - left - 190);
const y = (ratio: number): number => bottom - ((Math.log10(ratio) - decades.y[0]) / (decades.y[1] - decades.y[0])) * (bottom - top);
const round = (value: number): number => Math.round(value * 10) / 10;
const label = (px: number, py: number, text: string, more = ''): string =>
  `<text x="${round(px)}" y="${round(py)}" font-size="13" ${more}>${text}</text>`;
const lines = series.map(({ name, column, colour }) => {
  const first = rows[0]?.[column] ?? 1;
  const points = rows.map((row) => [x(row[0] ?? 1), y((row[column] ?? 1) / first)] as const);
  const last = points.at(-1) ?? [0, 0];
  return [
    `<polyline points="${points.map((point) => point.map(round).join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5"/>`,
    ...points.map(([px, py]) => `<circle cx="${round(px)}" cy="${round(py)}" r="4" fill="${colour}"/>`),
    label(last[0] + 12, last[1] + 4, name, `fill="${colour}"`),
  ].join('\n');
});
const grid = [-2, -1, 0, 1, 2, 3].map(
  (power) =>
    `<path d="M${left} ${round(y(10 ** power))}H${width - 190}" stroke="#dcdaf0"/>\n${label(left - 8, y(10 ** power) + 4, `${10 ** power} ×`, 'text-anchor="end" fill="#514b82"')}`,
);
const ticks = rows.map(([entries = 1]) =>
  label(x(entries), bottom + 22, entries.toLocaleString('en'), 'text-anchor="middle" fill="#514b82"'),
);
const asItGrows = `<path d="M${round(x(1e4))} ${round(y(1))}L${round(x(1e7))} ${round(y(1e3))}" stroke="#8f87dd" stroke-dasharray="5 5"/>`;
const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" lang="en" font-family="sans-serif">`,
  '<title>Growth of the register from ten thousand to ten million entries</title>',
  '<desc>fsck grows as the register does, a proof hardly, look-ups and appending not at all.</desc>',
  `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
  ...grid,
  ...ticks,
  asItGrows,
  ...lines,
  label(left, height - 8, 'entries; each measure against its own at 10,000; dashes: as the register grows', 'fill="#514b82"'),
  '</svg>',
];
writeFileSync('bench/register-growth.svg', `${svg.join('\n')}\n`);
