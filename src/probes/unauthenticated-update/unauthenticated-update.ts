import type { UpdateExhibit } from '../../model/exhibits.ts';
import type { Answer, Place } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { cra, en303645, owasp } from '../references.ts';
import { saysNone, statedAnswers } from '../statements.ts';

export const unauthenticatedUpdate: Probe = {
  id: 'unauthenticated-update',
  title: 'Does any update mechanism take an image without checking who made it?',
  references: [en303645('5.3-9'), en303645('5.3-10'), cra('Part I (2)(f)'), owasp('I4')],
  limitations: ['Told by the configuration of known mechanisms: that the check is sound is for a laboratory to show.'],
  needs: firmwareNeeds,
  ask: (input) => [
    ...fromImages(input),
    ...statedAnswers(input, 'update-authenticity', (statement) => (saysNone(statement) ? 'yes' : 'no')),
  ],
};

const fromImages = (input: ProbeInput): readonly Answer[] =>
  askFirmware(input, ({ item, exhibits: { updates } }) => {
    const none: Obstacle = { at: item.file, note: 'no known update mechanism was found', reason: 'not-located' };
    const unclear = updates
      .filter(({ signed }) => signed === null)
      .map((update): Obstacle => ({ ...place(update, 'whether it checks a signature was not found'), reason: 'not-located' }));
    return {
      found: updates.filter(({ signed }) => signed === false).map((update) => place(update, 'checks no signature')),
      obstacles: updates.length === 0 ? [none] : unclear,
      scope: count(updates.length, 'update mechanism'),
    };
  });

const place = ({ at, kind }: UpdateExhibit, note: string): Place => ({ at, note: `${kind}: ${note}` });
