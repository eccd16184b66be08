import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { cra, en303645, owasp } from '../references.ts';
import { saysNone, statedAnswers } from '../statements.ts';

/** A feature. That no known mechanism was found never shows that there is none. */
export const updateMechanism: Probe = {
  id: 'update-mechanism',
  title: 'Does the software have any way to be updated?',
  references: [en303645('5.3-1'), en303645('5.3-2'), cra('Part I (2)(c)'), owasp('I4')],
  limitations: [
    "A maker's own mechanism is not recognised: without a known one the answer is unknown, never no.",
    'That updates are really published is not looked at.',
  ],
  needs: firmwareNeeds,
  ask: (input) => [...fromImages(input), ...statedAnswers(input, 'update-mechanism', (statement) => (saysNone(statement) ? 'no' : 'yes'))],
};

const fromImages = (input: ProbeInput): readonly Answer[] =>
  askFirmware(input, ({ item, exhibits }) => {
    const none: Obstacle = { at: item.file, note: 'no known update mechanism was found', reason: 'not-located' };
    return {
      found: exhibits.updates.map(({ at, kind }) => ({ at, note: kind })),
      obstacles: [none],
      scope: count(exhibits.updates.length, 'update mechanism'),
    };
  });
