/** Label names and their values, few of each: never an id, an address or a path of somebody's. */
export type Labels = Readonly<Record<string, string>>;

export type MetricRegistry = {
  readonly counter: (name: string, help: string) => (labels?: Labels, by?: number) => void;
  /** `buckets`: upper bounds, rising. */
  readonly histogram: (name: string, help: string, buckets: readonly number[]) => (value: number, labels?: Labels) => void;
  /** Asked when somebody looks; what fails is left out. */
  readonly gauge: (name: string, help: string, read: () => number | Promise<number>) => void;
  /** Prometheus' text format 0.0.4. */
  readonly text: () => Promise<string>;
};

type Metric = { readonly name: string; readonly help: string; readonly type: string; readonly lines: () => Promise<readonly string[]> };

/** Series one metric may have: what would have more is a mistake, and costs whoever collects them. */
const mostSeries = 2000;

export function metricRegistry(): MetricRegistry {
  const metrics: Metric[] = [];
  return {
    counter: (name, help) => {
      const values = new Map<string, number>();
      metrics.push({
        name,
        help,
        type: 'counter',
        lines: async () => [...values].map(([labels, value]) => `${name}${braced(labels)} ${value}`),
      });
      return (labels = {}, by = 1) => {
        const key = keyOf(labels);
        if (values.has(key) || values.size < mostSeries) values.set(key, (values.get(key) ?? 0) + by);
      };
    },
    histogram: (name, help, buckets) => {
      const series = new Map<string, Series>();
      metrics.push({
        name,
        help,
        type: 'histogram',
        lines: async () => [...series].flatMap(([labels, one]) => linesOf(name, labels, buckets, one)),
      });
      return (value, labels = {}) => observe(series, keyOf(labels), buckets, value);
    },
    gauge: (name, help, read) => {
      const lines = async (): Promise<readonly string[]> => {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => Number.NaN);
        return Number.isNaN(value) ? [] : [`${name} ${value}`];
      };
      metrics.push({ name, help, type: 'gauge', lines });
    },
    text: async () => (await Promise.all(metrics.map(shown))).join(''),
  };
}

const shown = async ({ name, help, type, lines }: Metric): Promise<string> =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${(await lines()).map((line) => `${line}\n`).join('')}`;

type Series = { readonly counts: number[]; sum: number; count: number };

function observe(series: Map<string, Series>, key: string, buckets: readonly number[], value: number): void {
  const found = series.get(key) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
  if (!series.has(key)) {
    if (series.size >= mostSeries) return;
    series.set(key, found);
  }
  found.sum += value;
  found.count += 1;
  const at = buckets.findIndex((bound) => value <= bound);
  if (at >= 0) found.counts[at] = (found.counts[at] ?? 0) + 1;
}

function linesOf(name: string, labels: string, buckets: readonly number[], { counts, sum, count }: Series): readonly string[] {
  let below = 0;
  const within = buckets.map((bound, at) => {
    below += counts[at] ?? 0;
    return `${name}_bucket${braced(labels, `le="${bound}"`)} ${below}`;
  });
  return [
    ...within,
    `${name}_bucket${braced(labels, 'le="+Inf"')} ${count}`,
    `${name}_sum${braced(labels)} ${sum}`,
    `${name}_count${braced(labels)} ${count}`,
  ];
}

const keyOf = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`)
    .join(',');

const braced = (labels: string, more = ''): string => {
  const all = [labels, more].filter((each) => each !== '').join(',');
  return all === '' ? '' : `{${all}}`;
};
