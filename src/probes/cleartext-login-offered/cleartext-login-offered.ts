import type { Probe } from '../../model/probe.ts';
import { askScans, byChecks, mayAskLogin, scanLimitations, scanNeeds } from '../ask-scans.ts';
import { cra, en18031, en303645, owasp, rfc9325 } from '../references.ts';

export const cleartextLoginOffered: Probe = {
  id: 'cleartext-login-offered',
  title: 'Does any endpoint take a login in clear?',
  references: [en303645('5.5-6'), en303645('5.5-7'), en18031('SCM-3'), cra('Part I (2)(e)'), owasp('I7'), rfc9325('3.2')],
  limitations: [...scanLimitations, 'A login page whose script enciphers the password itself counts as in clear.'],
  needs: scanNeeds,
  ask: (input) =>
    askScans(
      input,
      byChecks(['cleartext-login'], (door) => (mayAskLogin(door) ? ['cleartext-login'] : [])),
    ),
};
