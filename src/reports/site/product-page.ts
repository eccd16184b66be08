import type { LabelledPart } from '../../model/label-claims.ts';
import { dateText, type Messages, numberText, text } from '../../model/message.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { letterScale } from '../html/letter-scale.ts';
import { say } from '../html/phrase-html.ts';
import { ownerDuties } from './owner-duties.ts';
import { productHistory } from './product-history.ts';
import type { SiteEvent, SiteFrame, SiteLabel, SiteRest } from './site-data.ts';
import { inLanguage, pageFile, sitePage } from './site-page.ts';
import { standingHtml } from './standing-html.ts';

/** What a server's page says beyond the register's entries. */
export type ProductExtras = {
  /** Above everything: that the label is under review. */
  readonly notice: Content;
  /** What decided the letter. */
  readonly decided: Content;
  /** What else can be done: compare, follow, report. */
  readonly next: Content;
  /** Lines of the list of downloads: the report behind the label. */
  readonly report: Content;
  readonly feed: string;
};

/** A label's page: what it says, whether it holds, what happened to it, what the owner has to do, and what can be taken along. */
export function productPage(
  site: SiteFrame,
  label: SiteLabel,
  messages: Messages,
  languages: readonly Messages[],
  extras?: ProductExtras,
): string {
  const own = messages.language === 'en' ? './' : '../';
  const root = messages.language === 'en' ? '../../' : '../../../';
  const { product } = label.claims;
  const files = `${root}labels/${label.number}/`;
  const main = html`
<header class="head">
<h1>${product.name}</h1>
<p class="lead">${[product.maker, product.model, product.category].filter((each) => each !== null).join(' · ')}</p>
</header>
${hero(label, messages)}
${label.state !== 'in-force' && html`<p class="notice" role="note">${say(messages, `site.state.${label.state}.plain`)}</p>`}
${extras?.notice}
${label.restsOn.map((rest) => restHtml(site, rest, root, messages))}
<div class="split"><div>
<section><h2>${say(messages, 'report.atAGlance')}</h2>${glance(label, messages)}</section>
<section class="card ask"><h2>${say(messages, 'site.verify')}</h2><p>${say(messages, 'site.verify.plain')}</p>
<p><a class="button" data-check href="${root}verify/${pageFile(site)}${label.code !== null && `#${label.code}`}">${say(messages, 'site.check')}</a></p></section>
</div>${picture(label, files, messages)}</div>
<section><h2>${say(messages, 'site.owner')}</h2><div class="card">${ownerDuties(label, site.now, messages)}</div></section>
<section><h2>${say(messages, 'site.parts')}</h2><p class="soft">${say(messages, 'label.parts')}</p><div class="parts">${label.claims.parts.map((part) => partHtml(part, label.events, messages))}</div></section>
${extras?.decided}
<section><h2>${say(messages, 'site.history')}</h2>${productHistory(label.events, messages)}</section>
<section><h2>${say(messages, 'site.downloads')}</h2>${downloads(label, files, extras?.report, messages)}</section>
${extras?.next}
<p class="soft">${graded(label, messages)} ${say(messages, 'site.asOf', { date: dateText(messages, site.now) })}.</p>`;
  const title = `${product.name} · ${label.number}`;
  return sitePage(
    site,
    { title, place: { root, own }, main, ...(extras === undefined ? {} : { feed: extras.feed, here: 'register' as const }) },
    messages,
    languages,
  );
}

const hero = ({ letter, state }: SiteLabel, messages: Messages): Html => html`<div class="hero ${state}">
<div class="tile" aria-hidden="true">${letter}</div>
<div><p>${standingHtml(state, messages)}</p><p class="words">${say(messages, `letter.${letter}.words`)}</p><p>${say(messages, `letter.${letter}.plain`)}</p>${letterScale(messages, letter, null)}</div></div>`;

function restHtml(site: SiteFrame, { id, state }: SiteRest, root: string, messages: Messages): Html {
  const isGone = state !== null && state !== 'in-force';
  const values = { number: id, state: state === null ? '' : text(messages, `site.state.${state}`) };
  const words = say(messages, isGone ? 'site.restsOn.gone' : 'site.restsOn', values);
  const where =
    state !== null &&
    site.served === undefined &&
    html` <a href="${root}${inLanguage(messages.language)}index.html#${id}">${say(messages, 'site.home')}</a>`;
  return html`<p class="${isGone ? 'notice' : 'soft'}">${words}${where}</p>`;
}

function glance({ number, claims }: SiteLabel, messages: Messages): Html {
  const { assurance, updatesUntil, validUntil, issuedAt, gradedOn, scheme } = claims;
  const sure = text(messages, 'report.sure.short', { at: numberText(messages, assurance.at), of: numberText(messages, assurance.of) });
  return html`<dl>
<dt>${say(messages, 'label.sure')}</dt><dd><strong>${say(messages, `assurance.${assurance.lowest}.label`)}</strong>. ${say(messages, `assurance.${assurance.lowest}.phrase`)} <span class="soft">${sure}</span></dd>
<dt>${say(messages, 'label.updates')}</dt><dd>${updatesUntil === null ? say(messages, 'label.updates.unstated') : dateText(messages, updatesUntil)}</dd>
<dt>${say(messages, 'label.validUntil')}</dt><dd>${dateText(messages, validUntil)}</dd>
<dt>${say(messages, 'label.issuedOn')}</dt><dd>${dateText(messages, issuedAt)}</dd>
<dt>${say(messages, 'label.gradedOn')}</dt><dd>${dateText(messages, gradedOn)} <span class="soft">${scheme.id}, ${scheme.vintage}</span></dd>
<dt>${say(messages, 'label.number')}</dt><dd>${number}</dd></dl>`;
}

function picture({ number, claims, letter, files }: SiteLabel, folder: string, messages: Messages): Html | false {
  const name = [`label-full-${messages.language}.svg`, 'label-full-en.svg'].find((each) => files.includes(each));
  const alt = text(messages, 'site.picture', { letter: claims.letter, product: claims.product.name });
  // The picture is of the label as issued: once the letter is lower it would mislead.
  if (name === undefined || letter !== claims.letter) return false;
  return html`<figure class="picture"><img src="${folder}${name}" width="240" height="440" alt="${alt}"><figcaption class="soft">${number}</figcaption></figure>`;
}

function partHtml(
  { id, kind, name, letter, assurance, versions, digests }: LabelledPart,
  events: readonly SiteEvent[],
  messages: Messages,
): Html {
  const added = events.flatMap(({ entry }) => (entry.event === 'version-added' && entry.part === id ? [entry] : []));
  const hardwareText = (hardware: string | null): Html | false =>
    hardware !== null && html` <span class="soft">${say(messages, 'report.hardware', { hardware })}</span>`;
  return html`<article class="card part"><span class="tile small" aria-hidden="true">${letter}</span><div>
<h3>${name}</h3><p class="soft">${say(messages, `part.${kind}`)} · ${say(messages, 'site.letter')} ${letter} · ${say(messages, `assurance.${assurance}.label`)}</p>
<h4>${say(messages, 'report.versions')}</h4>
${versions.length + added.length === 0 && html`<p class="soft">${say(messages, 'report.versions.none')}</p>`}
<ul class="plain">${versions.map(({ version, hardware }) => html`<li>${version}${hardwareText(hardware)}</li>`)}
${added.map(
  ({ version, hardware, at, security }) =>
    html`<li>${version}${hardwareText(hardware)} <span class="soft">${say(messages, security ? 'site.since.security' : 'site.since', { date: dateText(messages, at) })}</span></li>`,
)}</ul>
${digests.length > 0 && html`<details><summary>SHA-256</summary><ul class="digests">${digests.map((digest) => html`<li><code>${digest}</code></li>`)}</ul></details>`}
</div></article>`;
}

function downloads({ files }: SiteLabel, folder: string, report: Content | undefined, messages: Messages): Html {
  const forms = ['full', 'small', 'badge', 'long'].filter((form) => files.includes(`label-${form}-${messages.language}.svg`));
  const link = (name: string, words: Html): Html => html`<li><a href="${folder}${name}" download>${words}</a></li>`;
  return html`<ul class="plain">
${forms.map((form) => link(`label-${form}-${messages.language}.svg`, say(messages, 'site.download.label', { form: text(messages, `site.form.${form}`) })))}
${files.includes('credential.jwt') && link('credential.jwt', say(messages, 'site.download.credential'))}
${report}
${link('history.json', say(messages, 'site.download.receipts'))}</ul>`;
}

const graded = ({ claims }: SiteLabel, messages: Messages): Html =>
  say(messages, 'label.graded', { scheme: claims.scheme.id, date: dateText(messages, claims.gradedOn) });
