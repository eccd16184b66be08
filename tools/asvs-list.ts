import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** How a requirement stands: shown by a test, by reading what does it, not applicable, or missing. */
export type AsvsStanding = 'test' | 'read' | 'not' | 'missing';

export type AsvsRow = {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly standing: AsvsStanding;
  readonly words: string;
  /** `FILE › TEST` of `test`, `FILE — why` of `read`, with keys of files written out; a reason else. */
  readonly evidence: readonly string[];
};

export type AsvsChapter = { readonly title: string; readonly rows: readonly AsvsRow[] };

type Raw = {
  readonly files: Readonly<Record<string, string>>;
  readonly chapters: readonly {
    readonly title: string;
    readonly rows: readonly (readonly [string, 1 | 2 | 3, AsvsStanding, string, string | readonly string[]])[];
  }[];
};

/** docs/security/asvs-5.0.yaml below `root`. */
export function asvsList(root: string): readonly AsvsChapter[] {
  const { files, chapters } = parse(readFileSync(join(root, 'docs/security/asvs-5.0.yaml'), 'utf8')) as Raw;
  const inFull = (standing: AsvsStanding, text: string): string => {
    const sign = standing === 'test' ? ' › ' : ' — ';
    const at = text.indexOf(sign);
    if ((standing !== 'test' && standing !== 'read') || at < 0) return text;
    const key = text.slice(0, at);
    return `${files[key] ?? key}${text.slice(at)}`;
  };
  return chapters.map(({ title, rows }) => ({
    title,
    rows: rows.map(([id, level, standing, words, evidence]) => ({
      id: String(id),
      level,
      standing,
      words,
      evidence: [evidence].flat().map((each) => inFull(standing, each)),
    })),
  }));
}
