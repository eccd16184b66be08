import type { Probe } from '../../model/probe.ts';
import { accountPlace, sharing, unlocatedStores } from '../account-stores.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { en303645, owasp, psti } from '../references.ts';

/** What stands in an image that every unit gets is the same in every unit, whether somebody has published it yet or not. */
export const commonPassword: Probe = {
  id: 'common-password',
  title: 'Does any account in the image have a fixed password, which all units then share?',
  references: [en303645('5.1-1'), owasp('I1'), psti('Schedule 1, paragraph 1')],
  limitations: ['That the first start replaces the password is not seen.', "A dump shows one unit: its passwords may be that unit's own."],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const accounts = subject.exhibits.accounts.filter(({ password }) => password.state === 'set');
      const unclear = accounts
        .filter((account) => sharing(account, subject) === 'unclear')
        .map(
          (account): Obstacle => ({
            ...accountPlace(account, 'whether other units have the same password is not shown'),
            reason: 'not-located',
          }),
        );
      return {
        found: accounts.filter((account) => sharing(account, subject) === 'shared').map((account) => accountPlace(account)),
        obstacles: [...unlocatedStores(subject), ...unclear],
        scope: count(accounts.length, 'account with a password', 'accounts with a password'),
      };
    }),
};
