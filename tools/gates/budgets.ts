import ts from 'typescript';
import { isTestFile, plugInFolders } from './floors.ts';
import type { Gate } from './gate.ts';
import { exportedNames, kebabCase, lineOf, nodesUnder, type ParsedSource, parseFolders } from './parse-source.ts';
import { runAlone } from './run-alone.ts';

const fileLimit = 400;
const plugInLimit = 200;
const medianLimit = 150;
const functionLimit = 50;

const reason = /^\/\/ budget: \S/m;
const refusedNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'index', 'shared']);

/** `src/formats`, for a file of one of its plug-ins. */
const plugInFolderOf = (path: string): string | undefined =>
  plugInFolders.find((folder) => path.startsWith(`${folder}/`) && path.slice(folder.length + 1).includes('/'));

const linesIn = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function longFile({ path, text }: ParsedSource): readonly string[] {
  const limit = plugInFolderOf(path) === undefined || isTestFile(path) ? fileLimit : plugInLimit;
  const lines = linesIn(text);
  if (lines <= limit || reason.test(text.split('\n', 5).join('\n'))) return [];
  return [`${path}: ${lines} lines, at most ${limit}: split it, or say why in a first line \`// budget: …\``];
}

/** The statement or member that a function stands in: what a reader puts the comment above. */
function outermost(node: ts.Node): ts.Node {
  let place = node;
  while (place.parent !== undefined && !ts.isBlock(place.parent) && !ts.isSourceFile(place.parent) && !ts.isClassLike(place.parent)) {
    place = place.parent;
  }
  return place;
}

function longFunctions({ path, text, tree }: ParsedSource): readonly string[] {
  const breaches: string[] = [];
  for (const node of nodesUnder(tree)) {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) continue;
    const start = lineOf(tree, node.getStart());
    const lines = lineOf(tree, node.getEnd()) - start + 1;
    if (lines <= functionLimit) continue;
    const isExcused = [node, outermost(node)].some((place) =>
      reason.test(text.slice(place.getFullStart(), place.getStart()).replace(/^\s+/gm, '')),
    );
    if (isExcused) continue;
    const name = (node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined))?.getText() ?? 'a function';
    breaches.push(`${path}:${start}: ${name} has ${lines} lines, at most ${functionLimit}: split it, or say why above it \`// budget: …\``);
  }
  return breaches;
}

/** `decoder` and `decode`, `finder` and `find`, `criteria` and `criterion` name one thing. */
const isAkin = (a: string, b: string): boolean => a.startsWith(b.replace(/(s|on)$/, '')) || b.startsWith(a.replace(/(s|a|er)$/, ''));

function badName({ path, tree }: ParsedSource): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
  if (refusedNames.has(name)) return [`${path}: \`${name}\` says nothing: name the file for the one thing it exports`];
  const exported = exportedNames(tree);
  if (!path.startsWith('src/') || path.startsWith('src/main/') || isTestFile(path)) return [];
  // A worker's program exports nothing; it says so in its first line.
  if (exported.length === 0 && tree.text.startsWith('// budget: ')) return [];
  const words = name.split('-');
  const akin = exported.map(
    (each) =>
      words.filter((word) =>
        kebabCase(each)
          .split('-')
          .some((own) => isAkin(word, own)),
      ).length,
  );
  // Several small things under one noun, as `logic` for `not`, `all`, `any`; of two words one must be theirs.
  const isCollective = exported.length > 1 && (words.length === 1 || akin.some((count) => count > 0));
  const fits = isCollective || akin.includes(words.length);
  return fits ? [] : [`${path}: exports ${exported.join(', ') || 'nothing'}: name the file for one of them`];
}

function fatPlugIns(sources: readonly ParsedSource[]): readonly string[] {
  return plugInFolders.flatMap((folder) => {
    const sizes = sources
      .filter(({ path }) => plugInFolderOf(path) === folder && !isTestFile(path))
      .map(({ text }) => linesIn(text))
      .sort((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    return median <= medianLimit
      ? []
      : [`${folder}: the median plug-in file has ${median} lines, at most ${medianLimit}: split the longest`];
  });
}

/** Sizes of files, plug-ins and functions; what files are called. */
export const budgets: Gate = {
  name: 'budgets',
  check: async (root) => {
    const sources = parseFolders(root, ['src', 'test', 'tools', 'bench']);
    const product = sources.filter(({ path }) => !isTestFile(path));
    const breaches = [...sources.flatMap(longFile), ...product.flatMap(longFunctions), ...sources.flatMap(badName), ...fatPlugIns(sources)];
    return { breaches };
  },
};

if (import.meta.main) await runAlone(budgets);
