import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { fieldsOf, listOf, parseJson, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';

/** THC Hydra's JSON (`-b jsonv1`): logins that were found. */
export const hydra: ScanReport = {
  id: 'hydra',
  title: 'THC Hydra JSON',
  references: [{ source: 'THC Hydra', clause: 'README, “OUTPUT TO A FILE”', url: 'https://github.com/vanhauser-thc/thc-hydra' }],
  limitations: ['A run that ends without a login is `unknown`: which logins were tried stands in no report of Hydra.'],
  recognise: (text) => {
    const head = text.slice(0, 8192);
    return /^\s*\{/.test(head) && /"jsonoutputversion"\s*:/.test(head) && /"software"\s*:\s*"hydra"/i.test(head);
  },
  read: (text): ScanLists => {
    const { generator, results, quantityfound, success, errormessages } = fieldsOf(parseJson(text));
    const { version, server, service } = fieldsOf(generator);
    const scan = new ScanCollector(`hydra ${textOf(version) ?? ''}`);
    for (const [index, item] of listOf(results).entries()) {
      const found = fieldsOf(item);
      const host = textOf(found['host']);
      if (host === null) continue;
      const at = `#/results/${index}`;
      const port = portOf(found['port']);
      scan.host(at, host, []);
      const login = `${textOf(found['service']) ?? 'service'}: user ${textOf(found['login']) ?? '(none)'} with a password of the list`;
      scan.check({ at, host, port, check: 'known-login', result: 'yes', detail: login });
    }
    const target = textOf(server);
    if (listOf(results).length === 0 && quantityfound === 0 && target !== null) {
      const detail = `${textOf(service) ?? ''}: no login of the list was found${success === true ? '' : '; the run did not succeed'}`;
      scan.check({ at: '#', host: target, port: null, check: 'known-login', result: 'unknown', detail });
    }
    for (const message of listOf(errormessages))
      if (textOf(message) !== null) scan.problem('unsupported', '#/errormessages', textOf(message) ?? '');
    return scan.lists();
  },
};
