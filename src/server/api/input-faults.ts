import type { z } from 'zod';
import type { problemSchema } from './problem-schema.ts';

/** More than anybody mends at once. */
const shown = 50;

/** Where a request does not fit its schema: a JSON Pointer as URI fragment (RFC 6901, 6) of a body, the name of a parameter elsewhere. */
export function inputFaults(target: string, { issues }: z.ZodError): z.infer<typeof problemSchema>['errors'] {
  return issues
    .slice(0, shown)
    .map(({ path, message }) =>
      target === 'json' ? { pointer: pointerOf(path), detail: message } : { parameter: path.join('.'), detail: message },
    );
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  `#${path.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
