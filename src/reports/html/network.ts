import { type Messages, numberText, text } from '../../model/message.ts';
import type { ReportView } from '../report-view.ts';
import { type Content, type Html, html } from './html.ts';
import type { NetworkPeer, NetworkView } from './network-peers.ts';
import { networkPicture } from './network-picture.ts';
import { say } from './phrase-html.ts';

/** Rows of the table; more are in the exhibits. */
const most = 100;

/** Whom the device was seen speaking with, one picture and one table a capture; nothing where no capture shows the device. */
export function network({ messages }: ReportView, views: readonly NetworkView[]): Html | null {
  if (views.length === 0) return null;
  return html`<section id="network"><h2>${say(messages, 'report.network')}</h2><p>${say(messages, 'report.network.plain')}</p>
${views.map((view) => one(view, messages))}</section>`;
}

function one(view: NetworkView, messages: Messages): Html {
  const columns = ['peer', 'services', 'opens', 'said', 'protection'] as const;
  const rest = view.peers.length - most;
  return html`<h3><code class="place"><bdi>${view.capture}</bdi></code></h3>
${networkPicture(view, messages)}
<p class="key">${(['encrypted', 'clear', 'mixed', 'unknown'] as const).map((kind) => html`<span class="${kind}">${say(messages, `network.${kind}`)}</span> `)}</p>
<table role="table"><thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${say(messages, `network.${column}`)}</th>`)}</tr></thead>
<tbody role="rowgroup">${view.peers.slice(0, most).map((peer) => row(peer, messages))}</tbody></table>
${rest > 0 ? html`<p>${say(messages, 'network.more', { count: rest })}</p>` : null}`;
}

function row(peer: NetworkPeer, messages: Messages): Html {
  const cell = (column: string, value: Content): Html =>
    html`<td role="cell" data-label="${text(messages, `network.${column}`)}"><div>${value}</div></td>`;
  const addresses = peer.addresses.filter((address) => address !== peer.name).slice(0, 4);
  return html`<tr role="row">
${cell('peer', html`<bdi>${peer.name}</bdi>${addresses.length === 0 ? null : html`<small><bdi>${addresses.join(', ')}</bdi></small>`}<small>${say(messages, `network.${peer.role}`)}</small>`)}
${cell('services', html`<bdi>${peer.services.slice(0, 8).join(', ')}</bdi>`)}
${cell('opens', say(messages, `network.opens.${peer.opens}`))}
${cell('said', say(messages, 'evidence.bytes', { count: numberText(messages, peer.bytes) }))}
${cell('protection', html`<span class="${peer.protection}">${say(messages, `network.${peer.protection}`)}</span>`)}
</tr>`;
}
