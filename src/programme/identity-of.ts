import type { Case } from '../model/case.ts';
import type { Product } from '../model/dossier.ts';

/** Words of makers' names that say nothing of who it is: hidden alone, they would only make texts unreadable. */
const general = new Set(
  [
    'gmbh limited company corporation holding group international technologies technology systems system electronics security',
    'smart home solutions products devices networks network software hardware digital works labs industries global',
  ].flatMap((line) => line.split(' ')),
);
const domainForm = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}/giu;

/** Everything by which the applicant could be told, for `hideNames`: names of product and maker, the maker's distinctive words, hosts and the domains above them. */
export function identityOf({ description, evidence, statements }: Case, products: readonly Product[] = []): readonly string[] {
  const all = [...(description === null ? [] : [description.product]), ...products];
  const hosts = [
    ...(description?.endpoints ?? []).map(({ host }) => host),
    ...(description?.thirdParties ?? []).flatMap((party) => party.hosts),
  ];
  const texts = [
    ...evidence.map(({ origin }) => origin ?? ''),
    ...statements.map(({ value }) => value),
    ...all.map(({ use }) => use ?? ''),
  ];
  const inTexts = texts.flatMap((text) => text.match(domainForm) ?? []);
  return [
    ...all.flatMap(({ name, model, maker }) => [name, model ?? '', maker, ...distinctive(maker)]),
    ...[...hosts, ...inTexts].flatMap(domains),
  ].filter((term) => term !== '');
}

const distinctive = (maker: string): readonly string[] =>
  maker.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => [...word].length >= 4 && !general.has(word.toLowerCase()));

/** A host, and every domain above it but the top one; an address as it is. */
function domains(host: string): readonly string[] {
  const labels = host.replace(/^\*\./, '').split('.');
  if (labels.length < 2 || /^[\d:]+$/.test(labels.at(-1) ?? '')) return [host];
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
