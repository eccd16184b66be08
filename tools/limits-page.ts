import type { Probe } from '../src/model/probe.ts';

export type Limited = Pick<Probe, 'id' | 'title' | 'limitations'>;

/** docs/generated/limits.md: what every reader and probe says of itself that it cannot do, under a heading for each kind. */
export function limitsPage(sections: readonly (readonly [heading: string, plugIns: readonly Limited[]])[]): string {
  return [
    '# What readers and probes cannot do',
    '',
    'Written by `npm run generate` from the `limitations` of each plug-in; do not edit. What the engine does not do at all stands in',
    '[limitations.md](../limitations.md).',
    '',
    ...sections.flatMap(([heading, plugIns]) => [`## ${heading}`, '', ...plugIns.flatMap(section)]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function section({ id, title, limitations }: Limited): readonly string[] {
  const lines = limitations.map((limitation) => `- ${limitation.charAt(0).toUpperCase()}${limitation.slice(1).replace(/\.?$/, '.')}`);
  return [`### ${id}`, '', title, '', ...(lines.length === 0 ? ['- None known.'] : lines), ''];
}
