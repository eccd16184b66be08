import type { ComponentExhibit } from '../../model/exhibits.ts';
import type { Answer, Place } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { count, yes } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { isOfLine, namesOf } from '../component-names.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { makersSboms } from '../makers-sboms.ts';
import { cra, en303645, owasp } from '../references.ts';

/** What its maker no longer mends stays broken. A line that is not in the table is not known to have ended. */
export const endOfLifeComponent: Probe = {
  id: 'end-of-life-component',
  title: 'Is any component of a product line that its maker stopped mending?',
  references: [en303645('5.2-3'), cra('Part I (2)(a)'), owasp('I5')],
  limitations: [
    'As complete as the table of ended lines.',
    'That a distribution mends an ended line itself is not known here.',
    'Components without a recognised version are not compared.',
  ],
  needs: firmwareNeeds,
  ask: (input) => [...fromImages(input), ...fromSboms(input)],
};

const fromImages = (input: ProbeInput): readonly Answer[] =>
  askFirmware(input, ({ item, exhibits }) => {
    const dated = exhibits.components.filter(({ version }) => version !== null);
    const none: Obstacle = { reason: 'not-located', at: item.file, note: 'no component with a version was recognised' };
    return {
      found: ended(dated, input),
      obstacles: dated.length === 0 ? [none] : [],
      scope: count(dated.length, 'component with a version', 'components with a version'),
    };
  });

/** An inventory can only speak against the product: what it leaves out proves nothing. */
const fromSboms = (input: ProbeInput): readonly Answer[] =>
  makersSboms(input).flatMap(({ item, exhibits }) => {
    const found = ended(exhibits.components, input);
    return found.length === 0 ? [] : [yes(found, count(exhibits.components.length, 'declared component'), [item.file])];
  });

function ended(components: readonly ComponentExhibit[], { endOfLife, asOf }: ProbeInput): readonly Place[] {
  return components.flatMap((component) => {
    const names = namesOf(component);
    const line = endOfLife.find((row) => row.ended < asOf && names.includes(row.component) && isOfLine(component.version ?? '', row.line));
    return line === undefined
      ? []
      : [{ at: component.at, note: `${component.name} ${component.version}: ${line.component} ${line.line} ended on ${line.ended}` }];
  });
}
