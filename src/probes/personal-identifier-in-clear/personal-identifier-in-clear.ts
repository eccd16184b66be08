import type { Probe } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import { behaviourPlace, isConversation, ownBehaviours } from '../device-traffic.ts';
import { cra, en303645, nistir8425, owasp } from '../references.ts';
import { unreadableFlows } from '../unreadable-flows.ts';

export const personalIdentifierInClear: Probe = {
  id: 'personal-identifier-in-clear',
  title: 'Does the device send anything in clear that names its owner, its place or this one unit?',
  references: [en303645('5.8-1'), en303645('5.8-2'), cra('Part I (2)(e)'), nistir8425('Data Protection'), owasp('I6')],
  limitations: [
    ...captureLimitations,
    'Identifiers are told by their form, in protocols that are read: serial numbers, hardware addresses, e-mail addresses, positions.',
    'What the local network needs to work, such as the hardware address in DHCP, does not count.',
  ],
  needs: captureNeeds,
  ask: (input) =>
    askCaptures(input, longWatch, (traffic, { exhibits }) => ({
      found: ownBehaviours(exhibits.behaviours, traffic, ['identifier-in-clear']).map(behaviourPlace),
      obstacles: unreadableFlows(traffic.flows.filter(({ flow }) => isConversation(flow))),
    })),
};
