import type { ServiceExhibit } from '../../../model/exhibits.ts';
import { baseName, type RootView } from './root-view.ts';
import type { ServiceLookup } from './service-lookup.ts';

/** In order of precedence: a unit of the same name in an earlier folder replaces the later one (systemd.unit(5)). */
const folders = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];
const mostUnits = 1024;

/**
 * systemd's services: `boot` where a `.wants` or `.requires` folder links the unit, `on-demand` where only its socket is linked,
 * else `disabled`. Without drop-ins and generators; a template is looked at once. Only known daemons, and of the rest the enabled ones
 * that have a program in the tree.
 */
export function systemdServices(view: RootView, lookup: ServiceLookup): readonly ServiceExhibit[] {
  const wanted = new Set<string>();
  for (const folder of folders) {
    for (const path of [...view.glob(`${folder}/*.wants/*`), ...view.glob(`${folder}/*.requires/*`)]) wanted.add(unitName(baseName(path)));
  }
  const seen = new Set<string>();
  const found: ServiceExhibit[] = [];
  for (const path of folders.flatMap((folder) => view.glob(`${folder}/*.service`)).slice(0, mostUnits)) {
    const unit = unitName(baseName(path));
    const service = seen.has(unit) ? null : serviceOf(view, path, unit, wanted, lookup);
    seen.add(unit);
    if (service !== null) found.push(service);
  }
  return found;
}

function serviceOf(view: RootView, path: string, unit: string, wanted: ReadonlySet<string>, lookup: ServiceLookup): ServiceExhibit | null {
  const entry = view.find(path); // a masked unit links to /dev/null, and is not found
  const text = entry === null ? null : view.text(entry);
  const [line, command] = execStart(text ?? '');
  if (entry === null || command === null) return null;
  const words = command.split(/\s+/);
  const stem = unit.replace(/\.service$/, '');
  const starts = wanted.has(unit)
    ? 'boot'
    : wanted.has(`${stem}.socket`) || wanted.has(`${stem.replace(/@$/, '')}.socket`)
      ? 'on-demand'
      : 'disabled';
  const offered = lookup.offered(words);
  if (
    offered === null &&
    (starts === 'disabled' || /^\s*Type\s*=\s*oneshot/m.test(text ?? '') || view.program(words[0] ?? '')?.kind !== 'elf')
  )
    return null;
  if (offered === null && /\/systemd\//.test(words[0] ?? '')) return null;
  return {
    at: `${entry.at}:${line}`,
    name: baseName(words[0] ?? ''),
    command: command.slice(0, 1024),
    protocol: offered?.protocol ?? null,
    port: offered?.port ?? null,
    starts,
  };
}

/** `name@instance.service` is an instance of `name@.service`. */
const unitName = (name: string): string => name.replace(/@[^.]*\./, '@.');

function execStart(text: string): readonly [line: number, command: string | null] {
  for (const [index, line] of text.split('\n').slice(0, 1024).entries()) {
    const command = /^\s*ExecStart\s*=\s*[-@:+!]{0,4}\s*(\S.*)$/.exec(line.slice(0, 2048))?.[1];
    if (command !== undefined) return [index + 1, command.trim()];
  }
  return [0, null];
}
