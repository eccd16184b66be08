import type { SecretExhibit } from '../../model/exhibits.ts';
import type { Place } from '../../model/finding.ts';
import type { Probe } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds, isOneUnit } from '../firmware-subjects.ts';
import { cra, en303645, owasp } from '../references.ts';

export const hardCodedSecret: Probe = {
  id: 'hard-coded-secret',
  title: 'Does any token or password stand readable in the image?',
  references: [en303645('5.4-1'), en303645('5.4-3'), cra('Part I (2)(e)'), owasp('I1')],
  limitations: ['Only secrets of a known form are recognised.', "A dump shows one unit: its secrets may be that unit's own."],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const { secrets } = subject.exhibits;
      return {
        found: isOneUnit(subject) ? [] : secrets.map(place),
        obstacles: isOneUnit(subject) ? secrets.map((secret): Obstacle => ({ ...place(secret), reason: 'not-located' })) : [],
        scope: count(secrets.length, 'secret'),
      };
    }),
};

const place = ({ at, kind }: SecretExhibit): Place => ({ at, note: kind });
