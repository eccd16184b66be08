import type { Probe } from '../../model/probe.ts';
import { askScans, byChecks, mayAskPassword, scanLimitations, scanNeeds } from '../ask-scans.ts';
import { cra, en18031, en303645, owasp, owaspApi, psti } from '../references.ts';

export const knownLoginAccepted: Probe = {
  id: 'known-login-accepted',
  title: 'Does any endpoint accept a published login?',
  references: [en303645('5.1-1'), en18031('AUM-5'), cra('Part I (2)(d)'), owasp('I1'), owaspApi('API2'), psti('Schedule 1, paragraph 1')],
  limitations: [...scanLimitations, 'Holds for the list of logins that the scanner tried, each once.'],
  needs: scanNeeds,
  ask: (input) =>
    askScans(
      input,
      byChecks(['known-login'], (door) => (mayAskPassword(door) ? ['known-login'] : [])),
    ),
};
