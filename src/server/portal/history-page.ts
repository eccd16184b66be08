import type { CaseEvent } from '../../programme/case-event.ts';
import { type Html, html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';
import { casePage } from './case-page.ts';
import { type CaseView, nameOf } from './case-view.ts';
import { momentHtml } from './due-html.ts';
import { deedWord, roleWord } from './programme-words.ts';

/** Everything that happened, newest first, each with its place in the hash chain. */
export function historyPage(view: CaseView): string {
  const { messages } = view.frame;
  const all = view.events.map((event, index) => eventHtml(view, event, index)).toReversed();
  return casePage(
    view,
    'history',
    html`<section><h2>${say(messages, 'portal.section.history')}</h2><p class="soft">${say(messages, 'portal.history.plain')}</p><ol class="history" reversed>${all}</ol></section>`,
  );
}

function eventHtml(view: CaseView, event: CaseEvent, index: number): Html {
  const { messages } = view.frame;
  const words = 'words' in event.input ? event.input.words : 'reason' in event.input ? event.input.reason : null;
  const hash = view.chain[index];
  return html`<li value="${index + 1}"><strong>${deedWord(messages, event.name)}</strong>
<p class="soft">${event.by.kind === 'system' ? say(messages, 'portal.programme') : html`<bdi>${nameOf(view, event.by.person)}</bdi> · ${roleWord(messages, event.by.role)}`} · ${momentHtml(messages, event.at)}</p>
${words !== null && html`<blockquote><bdi>${words}</bdi></blockquote>`}
${hash !== undefined && html`<details class="digest"><summary>${say(messages, 'portal.history.hash')} <code>${hash.slice(0, 8)}…</code></summary><code>${hash}</code></details>`}</li>`;
}
