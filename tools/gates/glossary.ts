import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Gate } from './gate.ts';
import { isExported, kebabCase, lineOf, type ParsedSource, parseFolders } from './parse-source.ts';
import { runAlone } from './run-alone.ts';

/** The field's nouns: a type of src/model that is named with one has an entry for it. */
const nouns = new Set(
  [
    'account answer applicability app assessment assurance behaviour budget capture case certificate component container',
    'coverage credential criterion custody decision declaration dossier evidence exhibit feature finding format grade host',
    'interval key label letter limitation module outcome part place probe product programme purpose register remedy rule rung',
    'sbom scheme secret service specimen statement surveillance system tree update verdict vintage',
  ].flatMap((line) => line.split(' ')),
);

const irregular: Readonly<Record<string, string>> = { criteria: 'criterion', custodies: 'custody', assurances: 'assurance' };
const singular = (word: string): string => irregular[word] ?? (nouns.has(word) ? word : word.replace(/s$/, ''));

type Entry = { readonly term: string; readonly text: string; readonly line: number };

/** Entries are lines `- **term**: …`; two spellings of one term stand as `**term, other term**`. */
function entriesOf(glossary: string): readonly Entry[] {
  return glossary.split('\n').flatMap((text, index) => {
    const terms = /^- \*\*(.+?)\*\*/.exec(text)?.[1];
    return terms === undefined ? [] : terms.split(', ').map((term) => ({ term: term.toLowerCase(), text, line: index + 1 }));
  });
}

function missingTerms({ path, tree }: ParsedSource, terms: ReadonlySet<string>): readonly string[] {
  return tree.statements.flatMap((statement) => {
    const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement);
    if (!isType || !isExported(statement) || statement.name === undefined) return [];
    const place = `${path}:${lineOf(tree, statement.getStart())}: ${statement.name.text}`;
    const words = kebabCase(statement.name.text).split('-').map(singular);
    const missing = words.filter((word) => nouns.has(word) && !terms.has(word));
    return [
      ...missing.map((word) => `${place}: \`${word}\` has no entry in GLOSSARY.md: write one`),
      ...(words.includes('determination')
        ? [`${place}: in ISO/IEC 17000 determination is gathering evidence: say assessment or decision`]
        : []),
    ];
  });
}

function staleEntries(root: string, entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ term, text, line }) => {
    const files = [...text.matchAll(/`(src\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
    const gone = files.filter((file) => !existsSync(join(root, file)));
    return gone.map((file) => `GLOSSARY.md:${line}: ${term} names ${file}, which is not there: correct the entry`);
  });
}

/** GLOSSARY.md and src/model use the same words. */
export const glossary: Gate = {
  name: 'glossary',
  check: async (root) => {
    const path = join(root, 'GLOSSARY.md');
    if (!existsSync(path)) return { breaches: ['GLOSSARY.md: not there: write it'] };
    const entries = entriesOf(readFileSync(path, 'utf8'));
    const terms = new Set(entries.map(({ term }) => term));
    const twice = entries.filter(({ term }, index) => entries.findIndex((other) => other.term === term) !== index);
    return {
      breaches: [
        ...twice.map(({ term, line }) => `GLOSSARY.md:${line}: ${term} has two entries: keep one`),
        ...staleEntries(root, entries),
        ...parseFolders(root, ['src/model']).flatMap((source) => missingTerms(source, terms)),
      ],
    };
  },
};

if (import.meta.main) await runAlone(glossary);
