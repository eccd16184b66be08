import type { LabelledPart } from '../../model/label-claims.ts';
import { letters, type Rung, rank } from '../../model/letter.ts';
import type { Messages } from '../../model/message.ts';
import type { CriterionSource } from '../../model/scheme-source.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import { criterionHtml, type PublicScheme } from './criteria-page.ts';
import { keepsFromNext, type PublicVerdict } from './public-verdict.ts';
import type { SiteLabel } from './site-data.ts';
import { inLanguage } from './site-page.ts';

/** What decided a letter, in plain words: the parts by the weakest, what each met for its letter, and what kept it from the next. */
export function decidedHtml(
  { claims, letter }: SiteLabel,
  scheme: PublicScheme | null,
  verdicts: readonly PublicVerdict[],
  root: string,
  messages: Messages,
): Html {
  const weakest = claims.parts.filter((part) => part.letter === letter);
  const names = weakest.map(({ name }) => name).join(', ');
  const asked = `${root}criteria/${inLanguage(messages.language)}#${claims.scheme.id}`;
  return html`<section><h2>${say(messages, 'public.decided')}</h2>
<p>${say(messages, claims.parts.length > 1 && weakest.length > 0 ? 'public.decided.weakest' : 'public.decided.one', { names, letter })}</p>
${scheme === null ? html`<p class="soft">${say(messages, 'public.decided.older', { scheme: `${claims.scheme.id}, ${claims.scheme.vintage}` })} <a href="${asked}">${say(messages, 'public.criteria')}</a></p>` : claims.parts.map((part) => partHtml(part, scheme, verdicts, root, messages))}</section>`;
}

function partHtml(part: LabelledPart, scheme: PublicScheme, verdicts: readonly PublicVerdict[], root: string, messages: Messages): Html {
  const own = scheme.criteria.filter(({ parts }) => parts.includes(part.kind));
  const met = own.filter(({ rung }) => rank(rung) <= rank(part.letter));
  const next = letters[rank(part.letter) + 1] as Rung | undefined;
  const kept = keepsFromNext(verdicts, part);
  const asks = own.filter(({ rung }) => rung === next);
  return html`<article class="card part"><span class="tile small" aria-hidden="true">${part.letter}</span><div><h3>${part.name}</h3>
${kept.length > 0 && html`<h4>${say(messages, 'public.decided.kept')}</h4><ul class="plain">${kept.map(({ criterion, verdict }) => html`<li>${link(own.find(({ id }) => id === criterion) ?? criterion, scheme, root, messages)} <span class="soft">· ${say(messages, `verdict.${verdict}`)}</span></li>`)}</ul>`}
${met.length > 0 && html`<details><summary>${say(messages, 'public.decided.met', { letter: part.letter })}</summary><ul class="plain">${met.map((criterion) => html`<li>${link(criterion, scheme, root, messages)}</li>`)}</ul></details>`}
${asks.length > 0 && next !== undefined && html`<details><summary>${say(messages, 'public.decided.next', { letter: next })}</summary><ul class="plain">${asks.map((criterion) => html`<li>${link(criterion, scheme, root, messages)}</li>`)}</ul></details>`}</div></article>`;
}

const link = (criterion: CriterionSource | string, { source }: PublicScheme, root: string, messages: Messages): Html =>
  typeof criterion === 'string'
    ? html`<code>${criterion}</code>`
    : html`<a href="${root}criteria/${source.id}/${criterion.id}/${inLanguage(messages.language)}">${criterionHtml(criterion, 'plain', messages)}</a>`;
