import { refusalKey, saysForged } from '../../credential/refusal.ts';
import type { Refused } from '../../credential/verify/refused.ts';
import { letters } from '../../model/letter.ts';
import { dateText, type Messages, text } from '../../model/message.ts';
import type { GenuineLabel } from '../../verifier/verify-label.ts';
import { element } from './element.ts';
import type { Judged } from './judge.ts';
import { siteAddress } from './site-files.ts';
import { versionForm } from './version-form.ts';

/** A verdict in plain words. `site`: address of the register's site. */
export function verdictView(judged: Judged, site: string, messages: Messages): HTMLElement {
  const { verdict } = judged;
  return verdict.outcome === 'refused' ? refusedView(verdict, messages) : genuineView(verdict, judged, site, messages);
}

function refusedView({ code }: Refused, messages: Messages): HTMLElement {
  const isForged = saysForged(code);
  return element(
    'section',
    { class: 'verdict bad', 'data-outcome': 'refused', 'data-code': code },
    element('h2', {}, element('i', { 'aria-hidden': 'true' }, '×'), ' ', text(messages, isForged ? 'check.fake' : 'check.unproved')),
    element('p', {}, text(messages, refusalKey(code))),
    isForged && element('p', {}, text(messages, 'check.refused.plain')),
    element('p', { class: 'soft' }, code),
  );
}

function genuineView(label: GenuineLabel, judged: Judged, site: string, messages: Messages): HTMLElement {
  const { front, standing, issuer } = label;
  const headline = text(messages, `check.is.${standing}`);
  const sign = standing === 'in-force' ? (issuer.training ? '▲' : '✓') : standing === 'unknown' || standing === 'not-yet' ? '?' : '!';
  const mood =
    standing === 'in-force' && !issuer.training
      ? 'good'
      : standing === 'in-force' || standing === 'unknown' || standing === 'not-yet'
        ? 'open'
        : 'bad';
  return element(
    'div',
    { 'data-outcome': 'genuine', 'data-standing': standing },
    element(
      'section',
      { class: `verdict ${mood}` },
      element('h2', {}, element('i', { 'aria-hidden': 'true' }, sign), ' ', issuer.training ? text(messages, 'label.training') : headline),
      issuer.training && element('p', {}, text(messages, 'check.training')),
      issuer.training && element('h3', {}, headline),
      element('p', {}, text(messages, `check.is.${standing}.plain`)),
      ...freshness(label, judged, messages),
    ),
    inHand(label, site, messages),
    meaning(label, messages),
    versionForm(label, judged.holds, messages),
    duties(label, messages),
    element(
      'p',
      {},
      element(
        'a',
        { href: siteAddress(site, `products/${front.number}/${messages.language === 'en' ? '' : `${messages.language}/`}index.html`) },
        text(messages, 'check.more'),
      ),
    ),
  );
}

function freshness({ asOf, stale, trustIsDue }: GenuineLabel, { isOffline }: Judged, messages: Messages): readonly (HTMLElement | false)[] {
  const values = asOf === null ? {} : { date: dateText(messages, asOf), time: asOf.slice(11, 16) };
  return [
    asOf !== null && element('p', { class: 'as-of' }, text(messages, isOffline ? 'check.asOf.offline' : 'check.asOf', values)),
    stale && element('p', { class: 'stale' }, text(messages, 'check.stale')),
    trustIsDue && element('p', {}, text(messages, 'check.trustDue')),
  ];
}

function inHand({ front, claims }: GenuineLabel, site: string, messages: Messages): HTMLElement {
  const picture = element('img', {
    alt: text(messages, 'site.picture', { letter: front.letter, product: front.product }),
    width: '120',
    height: '220',
  });
  picture.addEventListener('error', () => picture.remove());
  picture.src = siteAddress(site, `labels/${front.number}/label-full-${messages.language}.svg`);
  const maker =
    claims === null
      ? null
      : [claims.product.maker, claims.product.model, claims.product.category].filter((one) => one !== null).join(' · ');
  return element(
    'section',
    { class: 'card hand' },
    element(
      'div',
      {},
      element('h2', {}, text(messages, 'check.hand')),
      element('p', { class: 'product' }, claims?.product.name ?? front.product),
      maker !== null && element('p', {}, maker),
      element('p', { class: 'soft' }, text(messages, 'check.hand.plain')),
    ),
    picture,
  );
}

function meaning({ front, claims, issuer }: GenuineLabel, messages: Messages): HTMLElement {
  const scale = element('div', { class: 'scale', role: 'img', 'aria-label': text(messages, 'report.scale', { letter: front.letter }) });
  scale.append(...letters.toReversed().map((letter) => element('span', letter === front.letter ? { class: 'here' } : {}, letter)));
  const rows: readonly (readonly [string, string])[] = [
    ['label.sure', `${text(messages, `assurance.${front.assurance}.label`)}. ${text(messages, `assurance.${front.assurance}.phrase`)}`],
    ['label.updates', front.updatesUntil === null ? text(messages, 'label.updates.unstated') : dateText(messages, front.updatesUntil)],
    ['label.validUntil', dateText(messages, front.validUntil)],
    ['label.number', front.number],
    ['label.issuer', issuer.name],
  ];
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, text(messages, 'check.meaning')),
    element(
      'div',
      { class: 'letter' },
      element('span', { class: 'tile small', 'aria-hidden': 'true' }, front.letter),
      element(
        'div',
        {},
        element('strong', {}, text(messages, `letter.${front.letter}.words`)),
        element('p', {}, text(messages, `letter.${front.letter}.plain`)),
      ),
    ),
    scale,
    definitions(rows.map(([key, words]) => [text(messages, key), words])),
    element(
      'p',
      { class: 'soft' },
      text(messages, 'label.graded', {
        scheme: claims === null ? front.scheme : `${claims.scheme.id} (${claims.scheme.vintage})`,
        date: dateText(messages, front.gradedOn),
      }),
    ),
  );
}

function duties({ front }: GenuineLabel, messages: Messages): HTMLElement {
  const { updatesUntil } = front;
  const today = new Date().toISOString().slice(0, 10);
  const updates = updatesUntil === null ? 'unstated' : updatesUntil < today ? 'over' : 'until';
  const date = dateText(messages, updatesUntil ?? '');
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, text(messages, 'site.owner')),
    definitions([
      [text(messages, 'site.owner.setup'), text(messages, `letter.${front.letter}.owner`)],
      [text(messages, 'site.owner.updates'), text(messages, `owner.updates.${updates}`, { date })],
      [text(messages, 'site.owner.end'), text(messages, 'site.owner.end.plain')],
    ]),
  );
}

const definitions = (rows: readonly (readonly [string, string])[]): HTMLElement =>
  element('dl', {}, ...rows.flatMap(([term, words]) => [element('dt', {}, term), element('dd', {}, words)]));
