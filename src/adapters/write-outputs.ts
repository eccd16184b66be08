import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../foundation/user-error.ts';
import { drawSpecimen, labelLetter } from '../label/draw-specimen.ts';
import { lintDrawing } from '../label/lint-drawing.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Exhibits } from '../model/exhibits.ts';
import type { Messages } from '../model/message.ts';
import type { Scheme } from '../model/scheme.ts';
import { assessmentJson } from '../reports/assessment-json.ts';
import { networkViews } from '../reports/html/network-peers.ts';
import { renderHtmlReport } from '../reports/html/render-html-report.ts';

export type Outputs = {
  readonly assessment: Assessment;
  readonly exhibits: readonly Exhibits[];
  readonly scheme: Scheme;
  readonly questions: Readonly<Record<string, string>>;
  /** Of the report. */
  readonly messages: Messages;
  /** Of the labels: one each. */
  readonly languages: readonly Messages[];
};

/** Writes assessment.json, report.html and, where one is drawn, the specimen as SVG and PNG in every language. Gives the files written. */
export async function writeOutputs(folder: string, outputs: Outputs): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const { assessment, scheme, questions, messages, languages } = outputs;
  const written: string[] = [];
  const write = (name: string, content: string | Uint8Array): void => {
    const path = join(folder, name);
    // Whatever stands there is replaced, never followed: a link in the output folder must not lead the report elsewhere.
    rmSync(path, { force: true });
    writeFileSync(path, content, { flag: 'wx' });
    written.push(path);
  };
  const specimenSvg = specimenIn(assessment, messages);
  write('assessment.json', assessmentJson(assessment));
  write(
    'report.html',
    renderHtmlReport({ assessment, scheme, questions, specimenSvg, networks: networkViews(outputs.exhibits) }, messages),
  );
  const labels = languages.flatMap((language) => {
    const svg = specimenIn(assessment, language);
    return svg === null ? [] : [{ language: language.language, svg }];
  });
  // A label left over from an earlier, better run must not stand beside this assessment.
  for (const { language } of languages)
    for (const kind of ['svg', 'png']) rmSync(join(folder, `label-${language}.${kind}`), { force: true });
  if (labels.length > 0) {
    const { renderPng } = await import('./render-png.ts');
    for (const { language, svg } of labels) {
      write(`label-${language}.svg`, svg);
      write(`label-${language}.png`, renderPng(svg));
    }
  }
  return written;
}

/** The specimen of an assessment in one language; null where none is drawn. */
function specimenIn(assessment: Assessment, messages: Messages): string | null {
  const part = assessment.parts.find((one) => one.id === assessment.specimen?.part);
  const letter = assessment.specimen ? labelLetter(assessment.specimen.letter) : null;
  if (!part?.assurance || letter === null) return null;
  const facts = {
    letter,
    product: assessment.product.name,
    category: assessment.product.category,
    assurance: part.assurance.lowest,
    updatesUntil: assessment.supportUntil,
    scheme: assessment.scheme.id,
    asOf: assessment.asOf,
    deviceOnly: assessment.grade.letter === null,
  };
  const svg = drawSpecimen(facts, messages);
  const [fault] = lintDrawing(svg);
  if (fault !== undefined)
    throw new UserError(
      'LABEL_LINT',
      fault,
      `label-${messages.language}.svg`,
      'no label is written that breaks a rule of labels; please report it',
    );
  return svg;
}
