import type { CaseDescription } from '../../model/case.ts';
import {
  type EmbeddedComponent,
  type Endpoint,
  type Part,
  partKinds,
  productTypes,
  type ThirdParty,
  trusts,
  type VersionBinding,
} from '../../model/dossier.ts';
import type { FormReader } from './form-reader.ts';

/** A product's description out of its form: rows that say nothing are left out, parts keep the id they were given first. */
export function readDescription(form: FormReader, before: CaseDescription | null): CaseDescription {
  const parts = readParts(form, before?.parts ?? []);
  if (parts.length === 0) form.fault('part.name.0', 'required');
  return {
    product: {
      name: form.text('name'),
      model: form.optional('model'),
      maker: form.text('maker'),
      type: form.oneOf('type', productTypes),
      category: form.text('category'),
      use: form.optional('use'),
    },
    parts,
    endpoints: readEndpoints(form, parts),
    thirdParties: readThirdParties(form),
  };
}

function readParts(form: FormReader, before: readonly Part[]): readonly Part[] {
  const taken = new Set<string>();
  return form.all('part.row').flatMap((row) => {
    const name = form.optional(`part.name.${row}`);
    if (name === null) return [];
    const known = before.find(({ id }) => id === form.optional(`part.id.${row}`))?.id;
    const id = known !== undefined && !taken.has(known) ? known : freeId(name, taken, before);
    taken.add(id);
    const embeds = lines(form.optional(`part.embeds.${row}`)).flatMap(([component = '', version, hardware]): EmbeddedComponent[] => {
      if (version === undefined) form.fault(`part.embeds.${row}`, 'line');
      return [{ component, version: version ?? '', hardware: hardware ?? null }];
    });
    const versions = lines(form.optional(`part.versions.${row}`)).map(
      ([version = '', hardware]): VersionBinding => ({ version, hardware: hardware ?? null }),
    );
    return [{ id, kind: form.oneOf(`part.kind.${row}`, partKinds), name, versions, ...(embeds.length === 0 ? {} : { embeds }) }];
  });
}

/** `a | b | c` a line. */
const lines = (text: string | null): readonly string[][] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .filter((cell, index) => index === 0 || cell !== ''),
    )
    .filter(([first]) => first !== undefined && first !== '');

/** An id out of a name, as evidence and statements name the part by it. */
function freeId(name: string, taken: ReadonlySet<string>, before: readonly Part[]): string {
  const used = new Set([...taken, ...before.map(({ id }) => id)]);
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'part';
  let id = plain;
  for (let next = 2; used.has(id); next += 1) id = `${plain}-${next}`;
  return id;
}

const readEndpoints = (form: FormReader, parts: readonly Part[]): readonly Endpoint[] =>
  form.all('endpoint.row').flatMap((row) => {
    const host = form.optional(`endpoint.host.${row}`);
    if (host === null) return [];
    const part = form.text(`endpoint.part.${row}`);
    if (part !== '' && !parts.some(({ id }) => id === part)) form.fault(`endpoint.part.${row}`, 'choose');
    return [
      {
        host,
        port: form.whole(`endpoint.port.${row}`, 1, 65_535),
        transport: form.oneOf(`endpoint.transport.${row}`, ['tcp', 'udp'] as const),
        part,
        trust: form.oneOf(`endpoint.trust.${row}`, trusts),
        permission: form.optional(`endpoint.permission.${row}`),
      },
    ];
  });

const readThirdParties = (form: FormReader): readonly ThirdParty[] =>
  form.all('third.row').flatMap((row) => {
    const name = form.optional(`third.name.${row}`);
    if (name === null) return [];
    const hosts = (form.optional(`third.hosts.${row}`) ?? '').split(/[\s,]+/).filter((host) => host !== '');
    if (hosts.length === 0) form.fault(`third.hosts.${row}`, 'required');
    return [{ name, hosts, purpose: form.text(`third.purpose.${row}`) }];
  });
