import { text } from '../../model/message.ts';
import { html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { type Frame, portalPage } from './portal-page.ts';
import { refusalWords } from './programme-words.ts';

/** Why somebody may not, by name of the reason, and where they can go instead. */
export function refusedPage(
  frame: Frame,
  kind: 'forbidden' | 'missing' | 'broken',
  reason: { readonly code: string; readonly detail: string } | null,
): string {
  const { messages } = frame;
  return portalPage(frame, {
    title: text(messages, `portal.${kind}`),
    main: html`<div class="door"><h1>${say(messages, `portal.${kind}`)}</h1>${
      reason === null
        ? html`<p class="lead">${say(messages, `portal.${kind}.plain`)}</p>`
        : html`<p class="lead">${refusalWords(messages, reason.code, reason.detail)}</p><p class="soft">${say(messages, 'portal.code.of')} <code>${reason.code}</code></p>`
    }${kind === 'forbidden' && frame.visitor !== null && html`<p>${say(messages, 'portal.forbidden.hat')}</p>`}
<p class="go"><a class="button" href="/portal">${say(messages, 'portal.back')}</a> <a href="/portal/cases">${say(messages, 'portal.nav.cases')}</a></p></div>`,
  });
}
