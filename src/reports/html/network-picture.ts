import type { Messages } from '../../model/message.ts';
import { text } from '../../model/message.ts';
import { type Html, html } from './html.ts';
import type { NetworkView } from './network-peers.ts';

/** Peers drawn; the table below the picture has all of them. */
const drawn = 24;
const rowHeight = 26;
const width = 720;
const longestName = 46;

/** Who talks to whom: the device on the left, its peers on the right; a line is as thick as much was said, and says how it was protected. */
export function networkPicture({ device, vendor, peers }: NetworkView, messages: Messages): Html {
  const shown = peers.slice(0, drawn);
  const height = Math.max(90, shown.length * rowHeight + 20);
  const middle = height / 2;
  const most = Math.max(1, ...shown.map(({ bytes }) => bytes));
  const lines = shown.map(({ name, services, bytes, protection, role }, index) => {
    const y = 10 + rowHeight * (index + 0.5);
    const thick = (1 + 5 * Math.sqrt(bytes / most)).toFixed(1);
    return html`<path class="wire ${protection}" d="M180 ${middle.toFixed(1)} C 280 ${middle.toFixed(1)}, 240 ${y.toFixed(1)}, 340 ${y.toFixed(1)}" stroke-width="${thick}"/>
<circle class="peer ${role}" cx="346" cy="${y.toFixed(1)}" r="5"/><text x="358" y="${(y + 4).toFixed(1)}">${short(name)} <tspan class="faint">${short(services.join(', '))}</tspan></text>`;
  });
  return html`<svg class="network" viewBox="0 0 ${width} ${height}" role="img" aria-label="${text(messages, 'network.picture', { count: peers.length })}">
${lines}
<rect class="device" x="10" y="${(middle - 24).toFixed(1)}" width="170" height="48" rx="8"/>
<text x="95" y="${(middle - 2).toFixed(1)}" text-anchor="middle">${short(device)}</text>
<text class="faint" x="95" y="${(middle + 15).toFixed(1)}" text-anchor="middle">${vendor === null ? '' : short(vendor).slice(0, 24)}</text>
</svg>`;
}

const short = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);
