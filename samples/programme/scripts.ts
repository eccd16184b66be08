import { dayText } from '../../src/foundation/instant-text.ts';
import type { SampleProduct } from './products.ts';
import {
  accept,
  begin,
  decide,
  draft,
  evaluate,
  granted,
  measure,
  preview,
  recommend,
  review,
  type Script,
  single,
  submit,
  vote,
} from './script.ts';

/** The sample cases: one in every state of the machine, and labels of three letters. `today`: RFC 3339 date; everything happened before it. */
export function scripts(today: string): readonly Script[] {
  const inDays = (days: number): string => dayText(Math.floor(Date.parse(today) / 86_400_000) + days);
  const product = (name: string, model: string, category: string, more: Partial<SampleProduct> = {}): SampleProduct => ({
    name,
    model,
    category,
    effort: 'looked-after',
    supportUntil: inDays(5 * 365),
    ...more,
  });
  const made = (name: string, steps: Script['steps']): Script => ({ name, steps });
  return [
    made('draft', [...draft(2, product('Lumen Cam 1', 'LC-1', 'camera', { effort: 'open' })), ...preview(2)]),
    made('submitted', [...draft(6, product('Lumen Cam 2', 'LC-2', 'camera')), ...submit(3)]),
    made('rejected', [
      ...draft(30, product('Lumen Cable', 'LX-1', 'cable')),
      ...submit(29),
      single(26, 'rosa', { name: 'reject', input: { reason: 'A cable has no interface of its own: not within the scope of the scheme.' } }),
    ]),
    made('accepted', [...draft(12, product('Lumen Bell 2', 'LB-2', 'doorbell')), ...submit(9), ...accept(4)]),
    made('in-evaluation', [...draft(30, product('Lumen Hub', 'LH-1', 'hub')), ...submit(28), ...accept(24), ...begin(12)]),
    made('nonconformities-open', [
      ...draft(40, product('Lumen Lock', 'LK-1', 'lock')),
      ...submit(38),
      ...accept(33),
      ...begin(25),
      single(8, 'eva', {
        name: 'raise-nonconformity',
        input: { words: 'The lock’s web page answers a thousand wrong passwords without a pause.', criterion: 'guessing-impracticable' },
      }),
    ]),
    made('evaluated', [
      ...draft(45, product('Lumen Plug 2', 'LP-2', 'plug')),
      ...submit(44),
      ...accept(40),
      ...begin(30),
      ...evaluate(5, true),
    ]),
    made('in-review', [
      ...draft(50, product('Lumen Lamp', 'LL-1', 'lamp')),
      ...submit(49),
      ...accept(45),
      ...begin(35),
      ...evaluate(12, false),
      ...review(3),
    ]),
    made('decision-pending', [
      ...draft(60, product('Lumen Thermostat', 'LT-1', 'thermostat')),
      ...submit(59),
      ...accept(55),
      ...begin(45),
      ...evaluate(20, true),
      ...review(12),
      ...recommend(4),
      vote(2, 'dora', { kind: 'confirm' }),
    ]),
    made('refused', [...granted(70, product('Lumen Toy', 'LY-1', 'toy'), { choice: { kind: 'refuse' } })]),
    made('cancelled', [
      ...draft(80, product('Lumen Scale', 'LS-1', 'scale')),
      ...submit(79),
      single(75, 'anna', { name: 'cancel', input: { reason: 'The product does not come to the market.' } }),
    ]),
    made('in-force', granted(90, product('Lumen Cam 3', 'LC-3', 'camera'), { tested: true })),
    made('in-force-d', granted(110, product('Lumen Doorbell', 'LB-1', 'doorbell'))),
    made('in-force-e', granted(130, product('Lumen Plug', 'LP-1', 'plug', { effort: 'updates' }))),
    made('under-review', [
      ...granted(150, product('Lumen Speaker', 'LQ-1', 'speaker')),
      single(6, 'sam', {
        name: 'propose',
        input: {
          cause: 'evidence-lodged',
          words: 'A researcher shows that the pairing code is guessed within a minute.',
          from: 'D',
          to: 'F',
          urgent: false,
          assessment: null,
        },
      }),
      single(4, 'sam', { name: 'put-under-review', input: { reason: 'Shown on a bought unit; plausible.', proposal: 'proposal-1' } }),
    ]),
    made('suspended', [
      ...granted(170, product('Lumen Baby Monitor', 'LM-1', 'camera')),
      ...measure(10, 'suspend', 'The update server’s certificate ran out; units in use get no updates.'),
    ]),
    made('reduced', [
      ...granted(190, product('Lumen Router', 'LR-1', 'router')),
      ...measure(20, 'reduce', 'The page with the date of the last update is gone.', 'E'),
    ]),
    made('withdrawn', [
      ...granted(210, product('Lumen Watch', 'LW-1', 'watch')),
      ...measure(40, 'withdraw', 'Units in shops run software that was never assessed.'),
    ]),
    made('terminated', [
      ...granted(230, product('Lumen Sensor', 'LN-1', 'sensor')),
      single(25, 'anna', { name: 'terminate', input: { reason: 'No longer sold.' } }),
    ]),
    made('lapsed', [
      ...granted(250, product('Lumen Gateway', 'LG-1', 'gateway')),
      single(15, 'olga', { name: 'lapse', input: { reason: 'The edition of the scheme it was judged by has ended.' } }),
    ]),
    made('expired', [
      ...granted(330, product('Lumen Cam 0', 'LC-0', 'camera', { supportUntil: inDays(-30) })),
      single(29, 'system', { name: 'expire', input: {} }),
    ]),
    made('renewed', granted(300, product('Lumen Bridge', 'LI-1', 'hub', { supportUntil: inDays(40) }))),
    made('renewal', [
      ...draft(48, product('Lumen Bridge', 'LI-1', 'hub'), 'renewed'),
      ...submit(47),
      ...accept(44),
      ...begin(40),
      ...evaluate(20, false),
      ...review(12),
      ...recommend(8),
      ...decide(2),
    ]),
  ];
}
