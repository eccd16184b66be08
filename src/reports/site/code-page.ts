import { type Messages, text } from '../../model/message.ts';
import { html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteLabel } from './site-data.ts';

/**
 * The page at a printed code's own address. It leads on to the product without a script and carries the code along behind `#`, which no server is told.
 * `base`: path of the site on its host, with a slash at both ends; the code's address is in capitals, so nothing relative would do.
 */
export function codePage({ number, claims }: SiteLabel, code: string, base: string, messages: readonly Messages[]): string {
  const to = `${base}products/${number}/index.html#${code}`;
  const [first] = messages;
  return html`<!doctype html>
<html lang="${first?.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${to}">
<title>${claims.product.name} · ${number}</title>
</head>
<body>
<main><h1>${claims.product.name}</h1>
${messages.map((each) => html`<p lang="${each.language}"><a href="${base}products/${number}/${each.language === 'en' ? '' : `${each.language}/`}index.html#${code}">${say(each, 'site.open')}</a> · <a href="${base}verify/index.html#${code}">${text(each, 'site.check')}</a></p>`)}
</main>
</body>
</html>
`.source;
}
