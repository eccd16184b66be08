import type { LabelledPart } from '../../model/label-claims.ts';
import { type Rung, rungs } from '../../model/letter.ts';
import { dateText, type Messages, text } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { criterionHtml, type PublicScheme } from './criteria-page.ts';
import type { PublicVerdict } from './public-verdict.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame, SiteLabel } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';
import { standingHtml } from './standing-html.ts';

export type LabelReport = {
  readonly label: SiteLabel;
  /** By the assessment behind the decision. */
  readonly verdicts: readonly PublicVerdict[];
  /** Of the label, in its vintage; null: the catalogue has it no more, and criteria are named by their ids. */
  readonly scheme: PublicScheme | null;
};

/** The public report behind a label: every criterion of every part, what it came to, and how sure that is. */
export function labelReportPage(
  site: SiteFrame,
  { label, verdicts, scheme }: LabelReport,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const { number, claims, letter, state } = label;
  const { product } = claims;
  const place = servedPlace(`products/${number}/report/`, messages);
  const title = text(messages, 'public.labelReport');
  const main = html`
<nav class="crumbs" aria-label="${text(messages, 'public.crumbs')}"><a href="${place.root}products/${number}/${inLanguage(messages.language)}">${product.name}</a> · ${number}</nav>
<header class="head"><h1>${title}</h1><p class="lead">${[product.name, product.maker, product.model].filter((each) => each !== null).join(' · ')}</p></header>
<section class="card"><dl>
<dt>${say(messages, 'site.letter')}</dt><dd><strong>${letter}</strong> ${standingHtml(state, messages)}</dd>
<dt>${say(messages, 'label.gradedOn')}</dt><dd>${dateText(messages, claims.gradedOn)}</dd>
<dt>${say(messages, 'public.scheme')}</dt><dd>${claims.scheme.id}, ${claims.scheme.vintage}</dd>
<dt>${say(messages, 'label.validUntil')}</dt><dd>${dateText(messages, claims.validUntil)}</dd></dl></section>
<p class="soft">${say(messages, 'public.labelReport.plain')}</p>
${claims.parts.map((part) => partHtml(part, verdicts, scheme, place.root, messages))}
<p class="soft">${say(messages, 'site.asOf', { date: dateText(messages, site.now) })}.</p>`;
  return sitePage(site, { title: `${title} · ${number}`, place, main, here: 'register' }, messages, languages);
}

function partHtml(
  part: LabelledPart,
  verdicts: readonly PublicVerdict[],
  scheme: PublicScheme | null,
  root: string,
  messages: Messages,
): Html {
  const own = verdicts.filter((each) => each.part === part.id);
  return html`<section><h2 class="with-tile"><span class="tile small" aria-hidden="true">${part.letter}</span> ${part.name}</h2>
<p class="soft">${say(messages, `part.${part.kind}`)} · ${say(messages, 'site.letter')} ${part.letter}</p>
${rungs.map((rung) =>
  rungHtml(
    rung,
    own.filter((each) => each.rung === rung),
    scheme,
    root,
    messages,
  ),
)}</section>`;
}

const rungHtml = (
  rung: Rung,
  verdicts: readonly PublicVerdict[],
  scheme: PublicScheme | null,
  root: string,
  messages: Messages,
): Html | false =>
  verdicts.length > 0 &&
  html`<div class="sideways" tabindex="0" role="region" aria-label="${text(messages, 'public.labelReport.rung', { letter: rung })}"><table class="verdicts"><caption>${say(messages, 'public.labelReport.rung', { letter: rung })}</caption>
<thead><tr><th scope="col">${say(messages, 'public.labelReport.criterion')}</th><th scope="col">${say(messages, 'public.labelReport.verdict')}</th><th scope="col">${say(messages, 'label.sure')}</th></tr></thead>
<tbody>${verdicts.map(
    ({ criterion, verdict, assurance }) =>
      html`<tr><th scope="row">${named(criterion, scheme, root, messages)}</th><td>${verdict === 'fail' ? html`<strong>${say(messages, 'verdict.fail')}</strong>` : say(messages, `verdict.${verdict}`)}</td><td>${assurance === null ? '–' : say(messages, `assurance.${assurance}.label`)}</td></tr>`,
  )}</tbody></table></div>`;

function named(id: string, scheme: PublicScheme | null, root: string, messages: Messages): Html {
  const found = scheme?.criteria.find((each) => each.id === id);
  if (scheme === null || found === undefined) return html`<code>${id}</code>`;
  return html`<a href="${root}criteria/${scheme.source.id}/${id}/${inLanguage(messages.language)}">${criterionHtml(found, 'title', messages)}</a>`;
}
