import { countText, dateText, type Messages, text } from '../../model/message.ts';
import { type ReportInput, type ReportView, reportView } from '../report-view.ts';
import { bigLetter } from './big-letter.ts';
import { decidedLines, improveLines, settleLines, statementLines } from './sections.ts';
import { plainStyle, type Style } from './style.ts';
import { safeText, wrapText } from './wrap-text.ts';

export type TerminalOptions = {
  /** Columns; less than 40 is read as 40. */
  readonly width: number;
  readonly style?: Style;
};

/**
 * The report for a terminal, at most 48 lines at 80 columns: the letter, what it means, what decided it with its places, what would settle and
 * improve it. Nothing in it can drive the terminal (see `safeText`). Refuses nothing.
 */
export function terminalReport(input: ReportInput, messages: Messages, { width, style = plainStyle }: TerminalOptions): string {
  const view = reportView(input, messages);
  const room = Math.max(40, Math.floor(width));
  const lines = [
    ...head(view, room, style),
    ...notes(view, room, style),
    ...decidedLines(view, room, style),
    ...settleLines(view, room, style),
    ...improveLines(view, room, style),
    ...statementLines(view, room, style),
    '',
    ...foot(view, room).map(style.dim),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function head(view: ReportView, width: number, style: Style): string[] {
  const { assessment, headline, messages } = view;
  const { name, maker, category } = assessment.product;
  const right = width - 14;
  const who =
    headline.of === 'part' && headline.part !== null
      ? `${text(messages, `part.${headline.part.kind}`)}, ${text(messages, 'report.partOnly')}`
      : null;
  const title =
    headline.letter === null
      ? text(messages, 'report.notRated')
      : `${headline.letter} · ${text(messages, `letter.${headline.letter}.words`)}`;
  const beside = [
    ...wrapText(safeText(`${name}, ${maker} (${category})`), right)
      .slice(0, 2)
      .map(style.dim),
    ...wrapText(title, right).map(style.bold),
    ...(who === null ? [] : wrapText(who, right).slice(0, 2)),
    ...wrapText(sureness(view), right).slice(0, 2),
    ...wrapText(`${text(messages, 'report.updates')}${text(messages, 'punctuation.colon')} ${updates(view)}`, right).slice(0, 2),
  ];
  const big = bigLetter(headline.letter);
  const rows = Math.max(big.length, beside.length);
  return ['', ...Array.from({ length: rows }, (_, row) => `  ${style.accent(big[row] ?? ' '.repeat(10))}  ${beside[row] ?? ''}`), ''];
}

function sureness({ headline, messages }: ReportView): string {
  const sure = headline.part?.assurance ?? null;
  if (sure === null) return text(messages, headline.letter === 'G' ? 'report.sure.g' : 'report.sure.none');
  const counts = text(messages, 'report.sure.short', { at: sure.at, of: sure.of });
  return `${text(messages, 'report.sure')}${text(messages, 'punctuation.colon')} ${text(messages, `assurance.${sure.lowest}.word`)}, ${counts}`;
}

function updates({ assessment, messages }: ReportView): string {
  const { supportUntil } = assessment;
  if (supportUntil === null) return text(messages, 'label.updates.unstated');
  return supportUntil < assessment.asOf.slice(0, 10) ? text(messages, 'label.updates.over') : dateText(messages, supportUntil);
}

function notes(view: ReportView, width: number, style: Style): string[] {
  const { assessment, headline, messages } = view;
  const interval = headline.part?.interval ?? assessment.grade.interval;
  const { atLeast, atMost } = interval;
  const sentences = [
    ...(headline.of === 'product'
      ? []
      : [`${text(messages, 'report.productNotRated')} ${text(messages, `reason.${assessment.grade.reason}`)}`]),
    text(messages, atLeast === atMost ? 'interval.settled' : headline.letter === null ? 'interval.unrated' : 'interval.range', {
      letter: atLeast,
      atLeast,
      atMost,
    }),
    ...(assessment.noSpecimen === null
      ? []
      : [`${text(messages, 'report.noSpecimen')} ${text(messages, `refusal.${assessment.noSpecimen}`)}`]),
    ...(assessment.noLabel === null ? [] : [`${text(messages, 'report.noLabel')} ${text(messages, `refusal.${assessment.noLabel}`)}`]),
  ];
  const training =
    assessment.scheme.status === 'training' ? [`${text(messages, 'status.training')} ${text(messages, 'status.training.plain')}`] : [];
  const opaque = assessment.evidence.filter(({ coverage }) => coverage.unread > 0).length;
  const unread = opaque === 0 ? [] : [countText(messages, 'terminal.unread', opaque)];
  const stopped = assessment.reproducible ? [] : [text(messages, 'report.notReproducible')];
  return [
    ...training.flatMap((sentence) => wrapText(sentence, width).map(style.bold)),
    ...sentences.flatMap((sentence) => wrapText(sentence, width)),
    ...[...unread, ...stopped].flatMap((sentence) => wrapText(sentence, width).map(style.open)),
  ];
}

function foot({ assessment, messages }: ReportView, width: number): readonly string[] {
  const { id, vintage, digest } = assessment.scheme;
  const graded = text(messages, 'label.graded', { scheme: `${id} ${vintage}`, date: dateText(messages, assessment.asOf) });
  return wrapText(safeText(`${graded} ${assessment.engine}, sha256 ${digest.slice(0, 16)}…`), width);
}
