import type { Probe } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import { behaviourPlace, ownBehaviours } from '../device-traffic.ts';
import { cra, en303645, nistir8425, owasp } from '../references.ts';

export const cleartextUpdate: Probe = {
  id: 'cleartext-update',
  title: 'Does the device fetch any update in clear?',
  references: [en303645('5.3-7'), en303645('5.3-10'), cra('Part I (2)(c)'), nistir8425('Software Update'), owasp('I4')],
  limitations: [...captureLimitations, 'Updates are told by the form of what is fetched and by what it is called.'],
  needs: captureNeeds,
  ask: (input) =>
    askCaptures(input, longWatch, (traffic, { exhibits }) => ({
      found: ownBehaviours(exhibits.behaviours, traffic, ['cleartext-update']).map(behaviourPlace),
      obstacles: [],
    })),
};
