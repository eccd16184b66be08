import { type Messages, text } from '../../model/message.ts';
import type { Role } from '../../model/organisation.ts';
import { type Content, type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { roleText } from './programme-words.ts';
import type { Visitor } from './sign-in-port.ts';

export type Hat = { readonly organisation: string; readonly role: Role };

/** What every page knows: whose it is, in which hat, in which language, and what was just done. */
export type Frame = {
  readonly messages: Messages;
  readonly languages: readonly Messages[];
  readonly name: string;
  readonly visitor: Visitor | null;
  readonly hat: Hat | null;
  readonly now: string;
  /** Of this page, with its query but without `lang`. */
  readonly address: string;
  /** A sentence about what was just done. */
  readonly flash: string | null;
  readonly hasScript: boolean;
};

export type PortalPage = {
  readonly title: string;
  readonly main: Content;
  /** Seconds after which a page without script looks again. */
  readonly refresh?: number | undefined;
};

/** A whole page: frame, who you are, where you can go. */
export function portalPage(frame: Frame, { title, main, refresh }: PortalPage): string {
  const { messages, flash, visitor } = frame;
  return html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${title} · ${frame.name}</title>
<link rel="stylesheet" href="/portal/assets/portal.css">
${frame.hasScript && html`<script type="module" src="/portal/assets/portal.js"></script>`}
${refresh !== undefined && html`<noscript><meta http-equiv="refresh" content="${refresh}"></noscript>`}
</head>
<body>
<a class="skip" href="#content">${say(messages, 'site.skip')}</a>
<header class="bar"><a class="brand" href="/portal">${frame.name}</a>${visitor !== null && navigation(frame)}${visitor !== null && hats(frame, visitor)}</header>
<main id="content">${flash !== null && html`<p class="flash" role="status"><i aria-hidden="true">✓</i> ${flash}</p>`}${main}</main>
<footer><nav aria-label="${text(messages, 'site.language')}"><ul>${frame.languages.map((each) => languageLink(frame, each))}</ul></nav>
<p>${say(messages, 'portal.footer')} <a href="/${messages.language === 'en' ? '' : `${messages.language}/`}">${say(messages, 'portal.toRegister')}</a></p></footer>
</body>
</html>
`.source;
}

function languageLink({ messages, address }: Frame, { language, name }: Messages): Html {
  const to = `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;
  return html`<li><a lang="${language}" hreflang="${language}" href="${to}"${language === messages.language && html` aria-current="true"`}>${name}</a></li>`;
}

function navigation({ messages, hat, address }: Frame): Html {
  const watches = hat?.role === 'surveillance-officer' || hat?.role === 'decision-maker' || hat?.role === 'scheme-owner';
  const links = [
    ['/portal', 'portal.nav.work'],
    ['/portal/cases', 'portal.nav.cases'],
    ...(watches ? [['/portal/surveillance', 'portal.nav.surveillance'] as const] : []),
    ...(hat === null ? [] : [['/portal/matters', 'portal.nav.matters'] as const]),
    ...(hat === null ? [] : [['/portal/organisation', 'portal.nav.organisation'] as const]),
    ...(hat?.role === 'scheme-owner' ? [['/portal/organisations', 'portal.organisations'] as const] : []),
    ['/portal/account', 'portal.nav.account'],
  ] as const;
  const here = address.split('?')[0];
  return html`<nav aria-label="${text(messages, 'portal.nav')}"><ul>${links.map(
    ([to, key]) => html`<li><a href="${to}"${to === here && html` aria-current="page"`}>${say(messages, key)}</a></li>`,
  )}</ul></nav>`;
}

/** Every hat a visitor has; a press of a button puts one on. */
export const hatsOf = ({ memberships }: Visitor): readonly (Hat & { readonly name: string })[] =>
  memberships.flatMap(({ organisation, name, roles }) => roles.map((role) => ({ organisation, name, role })));

function hats({ messages, hat }: Frame, visitor: Visitor): Html {
  const all = hatsOf(visitor);
  const worn = all.find((each) => each.organisation === hat?.organisation && each.role === hat.role);
  return html`<details class="hats"><summary><span class="offscreen">${say(messages, 'portal.hat.now')}</span> ${
    worn === undefined ? say(messages, 'portal.hat.none') : html`<b>${roleText(messages, worn.role)}</b> <bdi>${worn.name}</bdi>`
  }</summary>
<div class="sheet"><p class="soft"><bdi>${visitor.name}</bdi></p>
${
  all.length > 1 &&
  html`<form method="post" action="/portal/hat"><p class="soft">${say(messages, 'portal.hat.plain')}</p><ul>${all.map(
    (each) =>
      html`<li><button name="hat" value="${each.organisation} ${each.role}"${each === worn && html` aria-pressed="true"`}>${each === worn && html`<i aria-hidden="true">✓</i> `}<b>${roleText(messages, each.role)}</b> <bdi>${each.name}</bdi></button></li>`,
  )}</ul></form>`
}
<form method="post" action="/portal/leave"><button class="quiet">${say(messages, 'portal.leave')}</button></form></div></details>`;
}
