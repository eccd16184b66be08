import ts from 'typescript';
import { isExported, lineOf, nodesUnder, type ParsedSource } from './parse-source.ts';

function moduleBreach(statement: ts.Statement): string | null {
  if (ts.isEnumDeclaration(statement)) return 'an enum: use a union of string literals';
  if (!ts.isExportDeclaration(statement)) return null;
  if (statement.exportClause === undefined || ts.isNamespaceExport(statement.exportClause)) return '`export *`: name what is exported';
  return statement.moduleSpecifier === undefined ? null : 're-exports another file’s name: import it from where it is made (no barrels)';
}

function mutableType(node: ts.Node): string | null {
  if (ts.isPropertySignature(node)) {
    const isReadonly = (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
    return isReadonly ? null : `property ${node.name.getText()} of exported data is not readonly`;
  }
  if (!ts.isArrayTypeNode(node) && !ts.isTupleTypeNode(node)) return null;
  const isReadonly = ts.isTypeOperatorNode(node.parent) && node.parent.operator === ts.SyntaxKind.ReadonlyKeyword;
  return isReadonly ? null : `${node.getText()} in exported data: write readonly ${node.getText()}`;
}

/** What the house forbids and the linter cannot say: enums, `export *`, re-exports; and exported data types that can be changed. */
export function houseSyntax({ path, tree }: ParsedSource): readonly string[] {
  // What leaves a room is made of these; inside a room a type may be a builder's.
  const isData = /^src\/(model|foundation)\//.test(path);
  return tree.statements.flatMap((statement) => {
    const holdsData = isData && isExported(statement) && (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement));
    const nodes = holdsData ? [...nodesUnder(statement)] : [];
    const data = nodes.flatMap((node) => ({ node, breach: mutableType(node) }));
    return [{ node: statement, breach: moduleBreach(statement) }, ...data].flatMap(({ node, breach }) =>
      breach === null ? [] : [`${path}:${lineOf(tree, node.getStart())}: ${breach}`],
    );
  });
}
