import type { JudgedCriterion } from '../../model/assessment.ts';
import type { Place } from '../../model/finding.ts';
import { dateText, type Messages, type Phrase, text } from '../../model/message.ts';
import { criterionText, findingsOf, type ReportView, statementsOf } from '../report-view.ts';
import type { Style } from './style.ts';
import { safeText, wrapText } from './wrap-text.ts';

/** Criteria named, and places under each, before `… and n more`. */
const criteriaShown = 4;
const placesShown = 2;
const statementsShown = 3;

export function decidedLines(view: ReportView, width: number, style: Style): string[] {
  const { decisive, messages, scheme } = view;
  const [only] = decisive;
  if (only === undefined) return [];
  const all = decisive.flatMap(({ criteria }) => criteria);
  if (all.length === 0) {
    const { part, rung } = only;
    const key = part.letter !== null && part.letter === scheme.cap ? 'decided.cap' : 'decided.nothing';
    const why = text(messages, key, { letter: part.letter ?? '–', rung: rung ?? 'A' });
    return [...heading(text(messages, 'report.decided'), width, style), ...wrapText(why, width - 2).map(indented(2))];
  }
  const shown = all.slice(0, criteriaShown).flatMap((judged) => criterionLines(view, judged, width, style));
  return [...heading(text(messages, 'report.decided'), width, style), ...shown, ...rest(messages, all.length - criteriaShown, style)];
}

export function settleLines(view: ReportView, width: number, style: Style): string[] {
  const { messages, assessment } = view;
  const items = assessment.wouldSettle;
  if (items.length === 0) return [];
  const shown = items.slice(0, criteriaShown).flatMap(({ criterion, rung, evidence }) => {
    const hand = evidence.map((purpose) => text(messages, `purpose.${purpose}`)).join(', ');
    return bullet(
      `${rung}`,
      `${plain(criterionText(view, criterion, 'settle'), messages)}${hand === '' ? '' : ` → ${hand}`}`,
      width,
      style.open,
      2,
    );
  });
  return [...heading(text(messages, 'report.settleTitle'), width, style), ...shown, ...rest(messages, items.length - criteriaShown, style)];
}

export function improveLines(view: ReportView, width: number, style: Style): string[] {
  const { messages, assessment } = view;
  const items = assessment.wouldImprove;
  if (items.length === 0) return [];
  const shown = items
    .slice(0, criteriaShown)
    .flatMap(({ criterion, rung }) => bullet(`${rung}`, plain(criterionText(view, criterion, 'remedy'), messages), width, style.accent, 2));
  return [
    ...heading(text(messages, 'report.improveTitle'), width, style),
    ...shown,
    ...rest(messages, items.length - criteriaShown, style),
  ];
}

/** Component statements: those the grade rests on and until when, and those that gave nothing and why. */
export function statementLines(view: ReportView, width: number, style: Style): string[] {
  const { messages, parts } = view;
  const all = statementsOf(view);
  if (all.length === 0) return [];
  const shown = all.slice(0, statementsShown).flatMap(({ id, source, component, part, until, why }) => {
    const name = parts.get(part)?.name ?? part;
    const of = text(messages, 'statement.of', { number: id, source: text(messages, `statement.source.${source}`), component, part: name });
    const says =
      why === null ? text(messages, 'statement.counts', { date: dateText(messages, until) }) : text(messages, `statement.why.${why}`);
    const paint = why === null ? style.accent : gone.has(why) ? style.bad : style.open;
    return bullet(
      why === null ? '✓' : gone.has(why) ? '✕' : '?',
      safeText(`${of}${text(messages, 'punctuation.colon')} ${says}`),
      width,
      paint,
      2,
    );
  });
  return [...heading(text(messages, 'report.statements'), width, style), ...shown, ...rest(messages, all.length - statementsShown, style)];
}

/** What somebody took back or what does not hold here, against what is only open. */
const gone: ReadonlySet<string> = new Set(['not-genuine', 'withdrawn', 'suspended', 'expired', 'condition-false', 'other-component']);

function criterionLines(view: ReportView, judged: JudgedCriterion, width: number, style: Style): string[] {
  const { messages } = view;
  const failed = judged.verdict === 'fail';
  const findings = findingsOf(view, judged.decidedBy);
  const places = findings.flatMap((finding) => finding.places);
  const reasons = failed
    ? []
    : [...new Set(findings.flatMap(({ reason }) => (reason === null ? [] : [text(messages, `unknown.${reason}`)])))];
  return [
    ...bullet(
      failed ? '✕' : '?',
      plain(criterionText(view, judged.criterion, 'title'), messages),
      width,
      failed ? style.bad : style.open,
      2,
    ),
    ...reasons.slice(0, 1).flatMap((reason) =>
      wrapText(reason, width - 4)
        .slice(0, 2)
        .map(indented(4)),
    ),
    ...places.slice(0, placesShown).flatMap((place) => placeLines(place, width, style)),
    ...(places.length > placesShown ? [`    ${style.dim(more(messages, places.length - placesShown))}`] : []),
  ];
}

function placeLines({ at, note }: Place, width: number, style: Style): string[] {
  const lines = wrapText(safeText(note === null ? at : `${at} (${note})`), width - 4);
  return lines.slice(0, 2).map((line) => `    ${style.dim(line)}`);
}

function bullet(sign: string, words: string, width: number, paint: (text: string) => string, most: number): string[] {
  const lines = wrapText(words, width - 4);
  const kept = lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]?.replace(/.$/u, '') ?? ''}…`] : lines;
  return kept.map((line, index) => (index === 0 ? `  ${paint(sign)} ${line}` : `    ${line}`));
}

/** Text of a plug-in or of a language, without anything that could drive a terminal. */
function plain({ text: words, language }: Phrase, messages: Messages): string {
  return safeText(language === null || language === messages.language ? words : `${words} ⟦${language}⟧`);
}

const heading = (words: string, width: number, style: Style): string[] => ['', ...wrapText(words, width).map(style.bold)];
const indented =
  (by: number) =>
  (line: string): string =>
    `${' '.repeat(by)}${line}`;
const more = (messages: Messages, count: number): string => text(messages, 'terminal.more', { count });
const rest = (messages: Messages, count: number, style: Style): string[] => (count > 0 ? [`  ${style.dim(more(messages, count))}`] : []);
