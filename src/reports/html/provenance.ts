import { partKinds } from '../../model/dossier.ts';
import { rungs } from '../../model/letter.ts';
import { countText, text } from '../../model/message.ts';
import type { Cell } from '../../model/scheme.ts';
import type { ReportView } from '../report-view.ts';
import { type Content, type Html, html } from './html.ts';
import { say } from './phrase-html.ts';

/** What the scheme judges, what it does not judge yet, and what it is not meant for: rung by part kind. */
export function matrix({ scheme, messages }: ReportView): Html {
  const header = partKinds.map((kind) => html`<th scope="col">${say(messages, `part.${kind}`)}</th>`);
  const cell = ({ criteria, toCome, meant }: Cell): Html => {
    if (!meant) return html`<td class="not">${say(messages, 'matrix.notMeant')}</td>`;
    const judged = criteria.length === 0 ? null : html`<b>${countText(messages, 'matrix.criteria', criteria.length)}</b>`;
    const open =
      toCome.length === 0
        ? null
        : html`<details><summary>${say(messages, 'matrix.toCome', { count: toCome.length })}</summary><ul lang="en">${toCome.map((item) => html`<li>${item}</li>`)}</ul></details>`;
    return html`<td>${judged}${open}${criteria.length + toCome.length === 0 ? '–' : null}</td>`;
  };
  const rows = rungs
    .toReversed()
    .map((rung) => html`<tr><th scope="row">${rung}</th>${partKinds.map((kind) => cell(scheme.matrix[rung][kind]))}</tr>`);
  return html`<section id="matrix"><h2>${say(messages, 'report.matrix')}</h2><p>${say(messages, 'report.matrix.plain')}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${text(messages, 'report.matrix')}"><table class="matrix"><thead><tr><td></td>${header}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** What the result rests on, what it does not say, and how anyone gets the same bytes. */
export function provenance({ assessment, scheme, messages }: ReportView): Html {
  const { scheme: named } = assessment;
  const command = `iqs assess DIR --as-of ${assessment.asOf}`;
  const line = (key: string, value: Content): Html => html`<dt>${say(messages, key)}</dt><dd>${value}</dd>`;
  const limits = ['voluntary', 'scope', 'unknown', 'adapt'].map((key) => html`<li>${say(messages, `limits.${key}`)}</li>`);
  return html`<section id="limits"><h2>${say(messages, 'report.limits')}</h2><ul class="plain">${limits}</ul></section>
<section id="recompute"><h2>${say(messages, 'report.recompute')}</h2>
<p>${say(messages, 'report.recompute.plain')}</p><pre tabindex="0"><code>${command}</code></pre>
${assessment.reproducible ? null : html`<p class="notice">${say(messages, 'report.notReproducible')}</p>`}
<dl>${line('report.asOfLabel', html`<code>${assessment.asOf}</code>`)}
${line('report.engine', html`<code>${assessment.engine}</code>`)}
${line('report.scheme', html`<bdi lang="en">${scheme.title}</bdi>, ${named.id}, ${named.vintage} <code class="digest">sha256 ${named.digest}</code>`)}
${Object.entries(assessment.tables).map(([name, digest]) => html`<dt>${say(messages, 'report.table', { name })}</dt><dd><code class="digest">sha256 ${digest}</code></dd>`)}</dl></section>`;
}
