import { oneLine } from '../../../foundation/one-line.ts';
import { askDatagram, unanswered } from '../datagram.ts';
import { checked, type Seen, type ServiceProbe } from '../service.ts';
import { isSnmp, snmpDiscovery, snmpGet, sysDescrIn } from './snmp-messages.ts';

/** SNMP: whether the community that everybody knows is let in. */
export const snmp: ServiceProbe = {
  id: 'snmp',
  sends: 'SNMP: a version 3 discovery, GET of sysDescr.0 with the community "public" in versions 1 and 2c; never SET',
  look: async (service) => {
    let last: 'closed' | 'silent' = 'silent';
    for (const version of [1, 0] as const) {
      const purpose = 'snmp: GET sysDescr.0 with the community public';
      const answer = await askDatagram(service, snmpGet(version, 'public'), { purpose, fits: (bytes) => isSnmp(bytes, version) });
      if (Buffer.isBuffer(answer)) return publicAnswer(version, oneLine(sysDescrIn(answer) ?? '', 120));
      last = answer;
    }
    const purpose = 'snmp: ask whether version 3 is there';
    const engine = await askDatagram(service, snmpDiscovery(), { purpose, fits: (bytes) => isSnmp(bytes, 3) });
    if (!Buffer.isBuffer(engine)) return unanswered(last, 'public-community', 'any version of SNMP');
    const words = 'SNMP is there, and does not answer to the community public';
    return { product: null, version: null, detail: 'SNMP version 3', checks: [checked('public-community', 'no', words)] };
  },
};

function publicAnswer(version: 0 | 1, description: string): Seen {
  const words = `answers version ${version === 1 ? '2c' : '1'} with the community public${description === '' ? '' : `: ${description}`}`;
  return { product: null, version: null, detail: description || 'SNMP', checks: [checked('public-community', 'yes', words)] };
}
