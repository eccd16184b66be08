import { dateText, type Messages, text } from '../../model/message.ts';
import { type ReportInput, type ReportView, reportView, statementsOf } from '../report-view.ts';
import { decided } from './decided.ts';
import { evidence, unusedFindings } from './evidence.ts';
import { type Html, html, trusted } from './html.ts';
import { network } from './network.ts';
import type { NetworkView } from './network-peers.ts';
import { parts } from './parts.ts';
import { say } from './phrase-html.ts';
import { matrix, provenance } from './provenance.ts';
import { wouldImprove, wouldSettle } from './settle-improve.ts';
import { statements } from './statements.ts';
import { style } from './style.ts';
import { summary } from './summary.ts';

export type HtmlReportInput = ReportInput & {
  /** SVG text of the specimen; null where none is drawn. */
  readonly specimenSvg: string | null;
  /** What captures show of the device under test; empty where none does. */
  readonly networks: readonly NetworkView[];
};

const policy = trusted("default-src 'none'; style-src 'unsafe-inline'; img-src data:");

/**
 * The report as one HTML file that fetches nothing and runs nothing: a buyer's summary first, the whole trace below it. Everything foreign is
 * escaped; refuses nothing. Same assessment and language, same bytes.
 */
export function renderHtmlReport(input: HtmlReportInput, messages: Messages): string {
  const view = reportView(input, messages);
  return html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${text(messages, 'report.title', { product: input.assessment.product.name })}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#decided">${say(messages, 'report.skip')}</a>
${header(view)}
<main>
${summary(view, input.specimenSvg)}
${contents(view, input.networks.length > 0)}
${decided(view)}
${wouldSettle(view)}
${wouldImprove(view)}${statements(view)}
${parts(view)}
${unusedFindings(view)}
${network(view, input.networks)}
${evidence(view)}
${matrix(view)}
${provenance(view)}
</main>
<footer><p>${say(messages, 'report.footer', { scheme: `${input.assessment.scheme.id} ${input.assessment.scheme.vintage}`, date: dateText(messages, input.assessment.asOf) })}</p></footer>
</body>
</html>
`.source;
}

function header({ assessment, messages }: ReportView): Html {
  const { name, model, maker, category, type } = assessment.product;
  return html`<header class="top"><p class="eyebrow">${say(messages, 'report.kind')}</p>
<h1><bdi>${name}</bdi>${model === null || model === name ? null : html` <small><bdi>${model}</bdi></small>`}</h1>
<p><bdi>${maker}</bdi> · ${say(messages, `productType.${type}`)} · <bdi>${category}</bdi> · ${say(messages, 'report.asOf', { date: dateText(messages, assessment.asOf) })}</p></header>`;
}

/** For the engineer, who comes back for one thing. */
function contents(view: ReportView, hasNetwork: boolean): Html {
  const { messages, unused } = view;
  const sections = [
    ['decided', 'report.decided'],
    ['settle', 'report.settleTitle'],
    ['improve', 'report.improveTitle'],
    ...(statementsOf(view).length === 0 ? [] : [['statements', 'report.statements'] as const]),
    ['parts', 'report.parts'],
    ...(unused.length === 0 ? [] : [['unused', 'report.unused'] as const]),
    ...(hasNetwork ? [['network', 'report.network'] as const] : []),
    ['evidence', 'report.evidence'],
    ['matrix', 'report.matrix'],
    ['limits', 'report.limits'],
    ['recompute', 'report.recompute'],
  ] as const;
  return html`<nav aria-label="${text(messages, 'report.contents')}"><ul>${sections.map(([id, key]) => html`<li><a href="#${id}">${say(messages, key)}</a></li>`)}</ul></nav>`;
}
