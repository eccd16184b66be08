import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { treeFiles } from './tree-files.ts';

/** A TypeScript file of the tree; `path` is relative to the root, `tree` has parent links. */
export type ParsedSource = { readonly path: string; readonly text: string; readonly tree: ts.SourceFile };

export function parseSource(root: string, path: string): ParsedSource {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

/** Every TypeScript file in the folders, generated ones left out. */
export function parseFolders(root: string, folders: readonly string[]): readonly ParsedSource[] {
  return treeFiles(root)
    .filter((path) => path.endsWith('.ts') && !/\.(d|generated)\.ts$/.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)))
    .map((path) => parseSource(root, path));
}

/** 1-based. */
export const lineOf = (tree: ts.SourceFile, position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;

/** Every node under `node`, itself first. */
export function* nodesUnder(node: ts.Node): Generator<ts.Node> {
  const pending: ts.Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    pending.push(...[...next.getChildren()].reverse());
  }
}

/** Whether a statement carries the modifier `export`. */
export function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
}

/** Names a file exports, types included, in order. */
export function exportedNames(tree: ts.SourceFile): readonly string[] {
  return tree.statements.flatMap((statement): readonly string[] => {
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.map((element) => element.name.text);
    }
    if (!isExported(statement)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const { name } = statement as { name?: ts.Identifier };
    return name === undefined ? [] : [name.text];
  });
}

/** `ByteReader` → `byte-reader`, `toHTMLText` → `to-html-text`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
