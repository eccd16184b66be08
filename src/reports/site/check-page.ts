import { type Messages, text } from '../../model/message.ts';
import type { PublicJwk } from '../../model/register-entry.ts';
import { html, trusted } from '../html/html.ts';
import type { SiteFrame } from './site-data.ts';

/** What the page that checks labels carries along, so that a saved copy of it needs no network. */
export type CheckData = {
  /** Address of the register's site, with a slash at its end. */
  readonly site: string;
  readonly trustList: string;
  readonly roots: readonly PublicJwk[];
  /** Status lists as of the export, with their places below the site's address. */
  readonly statusLists: readonly { readonly path: string; readonly text: string }[];
  readonly languages: readonly Messages[];
};

/** Script and style stand in the page itself, so that saving one file saves all; `digest`: base64 SHA-256 of each, for the policy. */
export type CheckAssets = {
  readonly script: string;
  readonly style: string;
  readonly digestOf: (text: string) => string;
};

/** Texts that the page needs: not the whole catalogue. */
const spoken = /^(check|site|label|letter|assurance|owner|month|date|number|punctuation|part|report\.(scale|sure))\b/;

export const spokenTexts = (messages: Messages): Messages => ({
  ...messages,
  texts: Object.fromEntries(Object.entries(messages.texts).filter(([key]) => spoken.test(key))),
});

/** verify/index.html: the frame; `src/web/verify` fills it in the reader's language. */
export function checkPage(site: SiteFrame, data: CheckData, { script, style, digestOf }: CheckAssets): string {
  const [english] = data.languages as [Messages];
  const origin = new URL(data.site);
  const home = `${origin.protocol}//${origin.host}`;
  const policy = `default-src 'none'; script-src 'sha256-${digestOf(script)}'; style-src 'sha256-${digestOf(style)}'; img-src 'self' blob: data: ${home}; connect-src 'self' ${home}; worker-src 'self'; base-uri 'none'; form-action 'none'`;
  // `<` never stands in it, so that no name in a list can end the element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const say = (key: string) => html`<span data-text="${key}">${text(english, key)}</span>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(english, 'site.check')}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<style>${trusted(style)}</style>
</head>
<body class="narrow">
<a class="skip" href="#content">${say('site.skip')}</a>
${site.training && html`<p class="training" role="note"><strong>${say('label.training')}</strong> ${say('site.training.plain')}</p>`}
<header class="bar"><a class="brand" href="../index.html" data-home>${site.name}</a><nav aria-label="${text(english, 'site.language')}"><ul id="languages"></ul></nav></header>
<main id="content">
<header class="head"><h1>${say('site.check')}</h1><p class="lead">${say('check.intro')}</p></header>
<noscript><p class="notice">${data.languages.map((each) => html`<span lang="${each.language}">${text(each, 'check.noscript')}</span> `)}</p></noscript>
<div id="verdict" role="status" aria-live="polite"></div>
<form id="ask" class="card">
<div class="choices"><button type="button" id="camera">${say('check.camera')}</button>
<label class="button quiet" for="picture">${say('check.file')}</label><input class="offscreen" type="file" id="picture" accept="image/png,image/jpeg,image/webp,image/svg+xml,.svg" aria-describedby="hint"></div>
<div id="finder" hidden><video id="video" playsinline muted></video><p class="soft">${say('check.camera.aim')}</p></div>
<p class="soft" id="hint">${say('check.file.hint')}</p>
<label for="text">${say('check.paste')}</label>
<textarea id="text" rows="4" spellcheck="false" autocapitalize="characters" autocomplete="off"></textarea>
<p><button type="submit">${say('check.button')}</button></p>
</form>
<p class="soft"><a id="keep" href="index.html" download="iqs-verify.html">${say('check.keep')}</a> <span id="ready" hidden>${say('check.ready')}</span></p>
</main>
<footer><p>${say('site.limits')}</p></footer>
<script type="application/json" id="data">${trusted(json)}</script>
<script>${trusted(script)}</script>
</body>
</html>
`.source;
}
