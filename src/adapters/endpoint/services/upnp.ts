import { oneLine } from '../../../foundation/one-line.ts';
import { askDatagram, unanswered } from '../datagram.ts';
import { productOf } from '../product-of.ts';
import { checked, type Seen, type Service, type ServiceProbe } from '../service.ts';
import { httpAsk } from './http-ask.ts';

const search = ['M-SEARCH * HTTP/1.1', 'HOST: 239.255.255.250:1900', 'MAN: "ssdp:discover"', 'MX: 1', 'ST: upnp:rootdevice', '', ''].join(
  '\r\n',
);

/** UPnP: a search sent to the host alone (UPnP Device Architecture 1.1, 1.3.3), and the description it points to where that is confirmed too. */
export const upnp: ServiceProbe = {
  id: 'upnp',
  sends: 'UPnP: M-SEARCH to the host alone; GET of its description where that port is confirmed; no action is called',
  look: async (service) => {
    const answer = await askDatagram(service, Buffer.from(search), {
      purpose: 'upnp: M-SEARCH to the host alone',
      fits: (bytes) => bytes.subarray(0, 5).toString('latin1') === 'HTTP/',
    });
    if (!Buffer.isBuffer(answer)) return unanswered(answer, 'upnp-exposed', 'M-SEARCH');
    const text = answer.toString('latin1');
    const server = oneLine(/^server:(.*)$/im.exec(text)?.[1] ?? '', 120);
    const about = await description(service, /^location:(.*)$/im.exec(text)?.[1]?.trim() ?? '');
    const words = [`answers M-SEARCH${server === '' ? '' : ` as ${server}`}`, about].filter(Boolean).join('; ');
    return { ...productOf(server), detail: words, checks: [checked('upnp-exposed', 'yes', words)] } satisfies Seen;
  },
};

/** Threat: a `LOCATION` that names another host; it is compared with the target, and the guard would refuse it besides. */
async function description(service: Service, location: string): Promise<string> {
  const url = URL.parse(location);
  if (url === null || url.protocol !== 'http:') return 'no description';
  const port = Number(url.port || 80);
  const { target, connect } = service;
  if (url.hostname.replace(/[[\]]/g, '') !== target.address) return 'its description stands on another host: not followed';
  const socket = await connect.tcp({ address: target.address, port }, 'upnp: GET the description').catch(() => null);
  if (socket === null) return `its description stands on port ${port}, which was not confirmed`;
  const answer = await httpAsk(socket, { path: `${url.pathname}${url.search}`, host: url.host }, service.patience.answerMs);
  const body = answer?.body ?? '';
  const values = ['manufacturer', 'modelName', 'modelNumber'].map(
    (tag) => new RegExp(`<${tag}>([^<]{1,80})</${tag}>`).exec(body)?.[1] ?? '',
  );
  const services = [...body.matchAll(/<serviceType>urn:[^<:]{1,80}:service:([^<]{1,80})<\/serviceType>/g)].map(([, name = '']) => name);
  return oneLine(
    [values.filter(Boolean).join(' '), services.length > 0 ? `services ${services.slice(0, 12).join(', ')}` : '']
      .filter(Boolean)
      .join('; '),
    300,
  );
}
