import type { Probe } from '../../model/probe.ts';
import { absent } from '../answer.ts';
import { cra, en18031, en303645, nistir8425, owasp, owaspApi } from '../references.ts';

/** Answered by laboratories' records alone: from outside nobody sees whether one user's login opens another user's things. */
export const serviceWeaknessInside: Probe = {
  id: 'service-weakness-inside',
  title:
    "Did a test with logins of its own find any way from one user of the service to another's data or devices, or to its administration?",
  references: [
    owaspApi('API1'),
    owaspApi('API3'),
    owaspApi('API5'),
    en303645('5.13-1B'),
    en18031('ACM-2'),
    cra('Part I (2)(d)'),
    nistir8425('Interface Access Control'),
    owasp('I3'),
  ],
  limitations: ['No software answers this: only the record of a laboratory that held logins of at least two users.'],
  needs: ['test-record'],
  ask: () => [absent('no test of the service from inside in the dossier')],
};
