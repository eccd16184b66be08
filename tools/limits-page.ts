import type { Format } from '../src/model/format.ts';
import type { Probe } from '../src/model/probe.ts';

type Limited = Pick<Format | Probe, 'id' | 'title' | 'limitations'>;

/** docs/generated/limits.md: what every format and probe says of itself that it cannot do. */
export function limitsPage(formats: readonly Limited[], probes: readonly Limited[]): string {
  return [
    '# What readers and probes cannot do',
    '',
    'Written by `npm run generate` from the `limitations` of each plug-in; do not edit. What the engine does not do at all stands in',
    '[limitations.md](../limitations.md).',
    '',
    '## Formats',
    '',
    ...formats.flatMap(section),
    '## Probes',
    '',
    ...probes.flatMap(section),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function section({ id, title, limitations }: Limited): readonly string[] {
  const lines = limitations.map((limitation) => `- ${limitation.charAt(0).toUpperCase()}${limitation.slice(1).replace(/\.?$/, '.')}`);
  return [`### ${id}`, '', title, '', ...(lines.length === 0 ? ['- None known.'] : lines), ''];
}
