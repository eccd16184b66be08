import type { Phrase } from '../../model/message.ts';
import { type Messages, phrase, type Values } from '../../model/message.ts';
import { type Html, html } from './html.ts';

/** A phrase; one in another language than the page says which, for the reader's eye and for a screen reader. */
export function phraseHtml({ text, language }: Phrase, messages: Messages): Html {
  if (language === null || language === messages.language) return html`${text}`;
  return html`<span lang="${language}" class="foreign">${text}</span>`;
}

/** The text of a key as markup. */
export const say = (messages: Messages, key: string, values?: Values): Html => phraseHtml(phrase(messages, key, values), messages);
