import { oneLine } from '../../../foundation/one-line.ts';
import { askDatagram, unanswered } from '../datagram.ts';
import { checked, type Seen, type Service, type ServiceProbe } from '../service.ts';
import { type CoapAnswer, coapGet, fitsRequest, linksIn, readCoap } from './coap-messages.ts';

/** Resources read beyond the list: enough to tell whether anything is given without a login. */
const most = 5;

/** CoAP: whether resources are listed and read without a login (RFC 7252, RFC 6690). GET has no effect by RFC 7252, 5.8.1. */
export const coap: ServiceProbe = {
  id: 'coap',
  sends: `CoAP: GET of .well-known/core and of at most ${most} resources that it lists; never PUT, POST or DELETE`,
  look: async (service) => {
    const list = await get(service, '/.well-known/core', 'coap: GET the list of resources');
    if (typeof list === 'string') return unanswered(list, 'anonymous-access', 'GET');
    const links = linksIn(list.payload).filter((path) => path !== '/.well-known/core');
    const detail = oneLine(`resources: ${links.slice(0, 20).join(' ') || 'none listed'}`, 120);
    return { product: null, version: null, detail, checks: [await access(service, list, links)] };
  },
};

async function access(service: Service, list: CoapAnswer, links: readonly string[]): Promise<Seen['checks'][number]> {
  if (/^4\.0[13]$/.test(list.code)) return checked('anonymous-access', 'no', `answers ${list.code} to a GET without a login`);
  const answers: string[] = [];
  for (const path of links.slice(0, most)) {
    const answer = await get(service, path, 'coap: GET a resource that is listed');
    if (typeof answer === 'string') {
      answers.push(answer);
      continue;
    }
    if (answer.code === '2.05')
      return checked('anonymous-access', 'yes', `gives ${oneLine(path, 120)} without a login (${answer.payload.length} characters)`);
    answers.push(answer.code);
  }
  if (answers.length > 0 && answers.every((code) => /^4\.0[13]$/.test(code)))
    return checked('anonymous-access', 'no', 'every resource that was asked for wants a login');
  return checked('anonymous-access', 'unknown', `lists resources (${list.code}), none was given`);
}

async function get(service: Service, path: string, purpose: string): Promise<CoapAnswer | 'closed' | 'silent'> {
  try {
    const request = coapGet(path);
    const answer = await askDatagram(service, request, {
      purpose,
      fits: (bytes) => fitsRequest(bytes, request) && readCoap(bytes) !== null,
    });
    return Buffer.isBuffer(answer) ? (readCoap(answer) ?? 'silent') : answer;
  } catch {
    // A listed path that is no URI: not asked for.
    return 'silent';
  }
}
