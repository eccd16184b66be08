import type { Drawing } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

const known = new Set(['svg', 'title', 'desc', 'rect', 'path', 'text']);

export const nothingFetched: LabelLint = {
  id: 'nothing-fetched',
  on: 'every',
  rule: 'The file is plain shapes and text: nothing in it runs, is fetched or refers elsewhere.',
  references: [],
  check: ({ source, elements }: Drawing) => [
    ...[...source.matchAll(/<([^/\s>]+)/g)].flatMap(([, name = '']) => (known.has(name) ? [] : [`there is an element <${name}>`])),
    ...elements.flatMap(({ name, attributes }) =>
      Object.entries(attributes).flatMap(([key, value]) =>
        /^on|href$|^style$|^src$/i.test(key) || /url\(|@import|javascript:/i.test(value) ? [`<${name}> has ${key}="${value}"`] : [],
      ),
    ),
  ],
};
