import type { ComponentExhibit } from '../model/exhibits.ts';

const aliases: Readonly<Record<string, string>> = {
  'linux-kernel': 'linux',
  kernel: 'linux',
  libc6: 'glibc',
  'gnu-libc': 'glibc',
  apache2: 'apache-httpd',
};

/** Names as different sources spell them, made alike: lower case, one kind of hyphen, known aliases. */
function alike(name: string): string {
  const plain = name.toLowerCase().replace(/[\s_]+/g, '-');
  return Object.hasOwn(aliases, plain) ? (aliases[plain] ?? plain) : plain;
}

/** What a component may be called: its own name and the name in its package URL. */
export function namesOf({ name, purl }: Pick<ComponentExhibit, 'name' | 'purl'>): readonly string[] {
  const inUrl = purl === null ? undefined : /^pkg:[^?#@]*\/([^/?#@]+)/.exec(purl)?.[1];
  return [...new Set([alike(name), ...(inUrl === undefined ? [] : [alike(inUrl)])])];
}

/** A version without what a packager put around it: epoch, `v`, and all from the first `-`, `+` or `~`. */
export const upstreamVersion = (version: string): string =>
  version
    .trim()
    .toLowerCase()
    .replace(/^\d+:/, '')
    .replace(/^v(?=\d)/, '')
    .replace(/[-+~].*$/s, '');

/** Whether a version belongs to a line, by whole parts: `1.0.2` covers `1.0.2k` and `1.0.2.1`, not `1.0.20`. */
export const isOfLine = (version: string, line: string): boolean => {
  const upstream = upstreamVersion(version);
  return upstream.startsWith(line) && !/^\d/.test(upstream.slice(line.length));
};
