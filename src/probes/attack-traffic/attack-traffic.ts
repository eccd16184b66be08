import type { BehaviourKind } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { shortWatch } from '../capture-watch.ts';
import { behaviourPlace, ownBehaviours } from '../device-traffic.ts';
import { cra, en303645, nistir8425, owasp } from '../references.ts';

const attacks: readonly BehaviourKind[] = ['telnet-scan', 'port-scan', 'address-scan', 'arp-scan', 'flood', 'default-login-attempts'];

/** What a conscripted device does to others: the question of this product's founding. */
export const attackTraffic: Probe = {
  id: 'attack-traffic',
  title: 'Does the device scan, flood or try default logins on anything else?',
  references: [cra('Part I (2)(i)'), en303645('5.6-1'), nistir8425('Cybersecurity State Awareness'), owasp('I2')],
  limitations: [...captureLimitations, 'A device that is told to attack on a day when nobody records is not seen.'],
  needs: captureNeeds,
  ask: (input) =>
    askCaptures(input, shortWatch, (traffic, { exhibits }) => ({
      found: ownBehaviours(exhibits.behaviours, traffic, attacks).map(behaviourPlace),
      obstacles: [],
    })),
};
