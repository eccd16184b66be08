import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { partKinds } from '../model/dossier.ts';
import { rungs } from '../model/letter.ts';
import type { Scheme } from '../model/scheme.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs schemes`: the schemes this build knows, their matrix, and what is still to come. */
export async function schemesCommand(flags: { readonly json?: true | undefined }): Promise<number> {
  const catalogue = await loadCatalogue();
  const schemes = catalogue.schemes.map(({ source }) => chooseScheme(catalogue, source.id));
  process.stdout.write(flags.json ? canonicalJson(schemes) : `${schemes.flatMap(schemeLines).join('\n')}\n`);
  return exitCodes.done;
}

function schemeLines(scheme: Scheme): readonly string[] {
  const cells = rungs.flatMap((rung) =>
    partKinds
      .flatMap((kind) => {
        const cell = scheme.matrix[rung][kind];
        if (!cell.meant) return [];
        const lines = [...cell.criteria.map((id) => `      ${id}`), ...cell.toCome.map((words) => `      to come: ${words}`)];
        return lines.length === 0 ? [] : [`    ${kind}`, ...lines];
      })
      .map((line, index) => (index === 0 ? `  ${rung}  ${scheme.rungs[rung].words}\n${line}` : line)),
  );
  return [
    `${scheme.id}  ${scheme.title}, vintage ${scheme.vintage} (${scheme.status}), published ${scheme.published}`,
    `  ${scheme.criteria.length} criteria; best letter ${scheme.cap}; ${scheme.issuesLabels ? 'issues labels' : 'issues no labels'}; digest ${scheme.digest}`,
    ...cells,
    '',
  ];
}
