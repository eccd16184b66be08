import type { Probe } from '../../model/probe.ts';
import { accountPlace, canLogIn, unlocatedStores } from '../account-stores.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { en303645, owasp } from '../references.ts';

export const emptyPassword: Probe = {
  id: 'empty-password',
  title: 'Can any account in the image log in without a password?',
  references: [en303645('5.1-1'), owasp('I1')],
  limitations: ['Whether each server refuses empty passwords is not looked at here.'],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const accounts = subject.exhibits.accounts.filter(canLogIn);
      return {
        found: accounts.filter(({ password }) => password.state === 'none').map((account) => accountPlace(account)),
        obstacles: unlocatedStores(subject),
        scope: count(accounts.length, 'account that can log in', 'accounts that can log in'),
      };
    }),
};
