import type { Probe } from '../../model/probe.ts';
import { askScans, byChecks, mayAskPassword, scanLimitations, scanNeeds } from '../ask-scans.ts';
import { cra, en18031, en303645, owaspApi } from '../references.ts';

export const unlimitedGuessing: Probe = {
  id: 'unlimited-guessing',
  title: 'Does any endpoint let a login be guessed again and again, without a delay or a lock?',
  references: [en303645('5.1-5'), en18031('AUM-6'), cra('Part I (2)(d)'), owaspApi('API2'), owaspApi('API4')],
  limitations: [
    ...scanLimitations,
    'Measured with the number of wrong attempts that the place names; a lock that comes later is not seen.',
  ],
  needs: scanNeeds,
  ask: (input) =>
    askScans(
      input,
      byChecks(['unlimited-guessing'], (door) => (mayAskPassword(door) ? ['unlimited-guessing'] : [])),
    ),
};
