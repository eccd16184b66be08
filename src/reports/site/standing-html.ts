import type { Messages } from '../../model/message.ts';
import { type Html, html } from '../html/html.ts';
import { say } from '../html/phrase-html.ts';
import type { SiteState } from './site-data.ts';

const signs: Readonly<Record<SiteState, string>> = { 'in-force': '✓', suspended: '‖', withdrawn: '×', expired: '○' };

/** Where a label stands, by sign and word: colour only helps. */
export const standingHtml = (state: SiteState, messages: Messages): Html =>
  html`<span class="standing ${state}"><i aria-hidden="true">${signs[state]}</i> ${say(messages, `site.state.${state}`)}</span>`;
