import { type Messages, text, translated } from '../../model/message.ts';
import type { CriterionSource } from '../../model/scheme-source.ts';
import { type Html, html } from '../html/html.ts';
import { phraseHtml, say } from '../html/phrase-html.ts';
import { referenceHtml } from '../html/references-html.ts';
import { criterionHtml, type PublicScheme } from './criteria-page.ts';
import { servedPlace } from './served-place.ts';
import type { SiteFrame } from './site-data.ts';
import { inLanguage, sitePage } from './site-page.ts';

/** One criterion: what it demands, for which letter and parts, how it is shown, and the clauses it comes from. */
export function criterionPage(
  site: SiteFrame,
  { source: scheme }: PublicScheme,
  criterion: CriterionSource,
  messages: Messages,
  languages: readonly Messages[],
): string {
  const { id, rung, parts, decides, leastAssurance } = criterion;
  const place = servedPlace(`criteria/${scheme.id}/${id}/`, messages);
  const back = `${place.root}criteria/${inLanguage(messages.language)}#${scheme.id}`;
  const main = html`
<nav class="crumbs" aria-label="${text(messages, 'public.crumbs')}"><a href="${back}">${say(messages, 'public.criteria')}</a> · ${scheme.title}</nav>
<header class="head"><h1>${criterionHtml(criterion, 'title', messages)}</h1><p class="lead">${criterionHtml(criterion, 'plain', messages)}</p></header>
<section class="card"><dl>
<dt>${say(messages, 'public.criterion.rung')}</dt><dd><strong>${rung}</strong>: ${say(messages, `letter.${rung}.words`)}</dd>
<dt>${say(messages, 'site.parts')}</dt><dd>${parts.map((part) => text(messages, `part.${part}`)).join(', ')}</dd>
<dt>${say(messages, 'public.criterion.decides')}</dt><dd>${say(messages, `public.decides.${decides}`)}</dd>
<dt>${say(messages, 'public.criterion.assurance')}</dt><dd>${say(messages, `assurance.${leastAssurance}.label`)}. ${say(messages, `assurance.${leastAssurance}.phrase`)}</dd>
<dt>${say(messages, 'public.scheme')}</dt><dd>${scheme.id}, ${scheme.vintage}</dd>
<dt>${say(messages, 'public.criterion.id')}</dt><dd><code>${id}</code></dd></dl></section>
<section><h2>${say(messages, 'public.criterion.sources')}</h2><p class="soft">${say(messages, 'public.criterion.sources.plain')}</p><ul class="plain">${criterion.sources.map((each) => html`<li>${referenceHtml(each)}</li>`)}</ul></section>
<section><h2>${say(messages, 'public.criterion.makers')}</h2>${forMakers(criterion, messages)}</section>`;
  const title = translated(messages, `criterion.${id}.title`, criterion.title).text;
  return sitePage(site, { title, place, main, here: 'criteria' }, messages, languages);
}

const forMakers = (criterion: CriterionSource, messages: Messages): Html => html`<dl>
<dt>${say(messages, 'report.remedy')}</dt><dd>${phraseHtml(translated(messages, `criterion.${criterion.id}.remedy`, criterion.remedy), messages)}</dd>
<dt>${say(messages, 'report.settle')}</dt><dd>${phraseHtml(translated(messages, `criterion.${criterion.id}.settle`, criterion.settle), messages)}</dd></dl>`;
