import type { AsvsChapter, AsvsRow, AsvsStanding } from './asvs-list.ts';

const named: Readonly<Record<AsvsStanding, string>> = { test: 'stands', read: 'stands', not: 'does not apply', missing: '**missing**' };

/** docs/security/asvs-5.0.md: a table for each chapter, and the count of all. */
export function asvsPage(chapters: readonly AsvsChapter[]): string {
  const rows = chapters.flatMap((chapter) => chapter.rows);
  const count = (level: number, standing: AsvsStanding): string =>
    String(rows.filter((row) => row.level === level && row.standing === standing).length);
  return [
    '# OWASP ASVS 5.0.0, levels 1 and 2',
    '',
    "The programme's server (API, portal, public pages, sign-in, stores, queue, mail, worker) against every requirement of levels 1 and 2 of the [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/)",
    'of May 2025; of level 3 only what is done anyway. Ids and levels are the standard’s, the words are ours and shorter than its own: read it beside this. Nobody but us has looked.',
    '',
    'Written by `npm run generate` from [asvs-5.0.yaml](asvs-5.0.yaml); do not edit. What rests on a decision is in [decisions.md](decisions.md), what is missing also in [limitations.md](../limitations.md#asvs).',
    'A test, `node --test test/security/asvs.test.ts`, holds it against the tree: every id once, every file and every test there.',
    '',
    '| level | by a test | by reading | does not apply | missing |',
    '|---|---|---|---|---|',
    ...[1, 2, 3].map(
      (level) => `| ${level} | ${count(level, 'test')} | ${count(level, 'read')} | ${count(level, 'not')} | ${count(level, 'missing')} |`,
    ),
    '',
    ...chapters.flatMap(({ title, rows: own }) => [
      `## ${title}`,
      '',
      '| id | level | what | | evidence, reason, or what it would take |',
      '|---|---|---|---|---|',
      ...own.map(line),
      '',
    ]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const line = ({ id, level, standing, words, evidence }: AsvsRow): string =>
  `| ${id} | ${level} | ${words} | ${named[standing]} | ${evidence.map((each) => shown(standing, each)).join('<br>')} |`;

function shown(standing: AsvsStanding, text: string): string {
  if (standing !== 'test' && standing !== 'read') return text.replaceAll('|', '\\|');
  const sign = standing === 'test' ? ' › ' : ' — ';
  const at = text.indexOf(sign);
  const path = text.slice(0, at);
  return `[${path.split('/').at(-1)}](../../${path})${text.slice(at)}`.replaceAll('|', '\\|');
}
