import type { Probe } from '../../model/probe.ts';
import { accountPlace, unlocatedStores } from '../account-stores.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { cra, en303645, owasp, psti } from '../references.ts';

/** The Mirai question: one of the passwords that everybody can look up. */
export const knownPassword: Probe = {
  id: 'known-password',
  title: 'Does any account in the image have a password that stands in a published list of logins?',
  references: [en303645('5.1-1'), cra('Part I (2)(b)'), owasp('I1'), psti('Schedule 1, paragraph 1')],
  limitations: ['As complete as the table of known logins; slow hashes are tried against a part of it only.'],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const { accounts } = subject.exhibits;
      const untried = accounts
        .filter(({ password }) => password.state === 'set' && password.tried === 0 && password.known === null)
        .map((account): Obstacle => ({ ...accountPlace(account, 'its password could not be tried'), reason: 'unsupported' }));
      return {
        found: accounts
          .filter(({ password }) => password.state === 'set' && password.known !== null)
          .map((account) => accountPlace(account)),
        obstacles: [...unlocatedStores(subject), ...untried],
        scope: count(accounts.length, 'account'),
      };
    }),
};
