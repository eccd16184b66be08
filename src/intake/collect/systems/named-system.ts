import { latin1 } from '../../../foundation/byte-reader.ts';
import type { SystemExhibit } from '../../../model/exhibits.ts';

export type NamedSystem = Pick<SystemExhibit, 'family' | 'version' | 'kernel'>;

/** A banner by which an operating system names itself. The needle is looked for first, then the pattern where it stands. */
type Banner = {
  readonly family: string;
  readonly needle: string;
  /** Matched against the text from 64 characters before the needle on; its group is the version. */
  readonly pattern: RegExp;
};

/** In order: what builds upon another comes before it (ESP-IDF upon FreeRTOS). */
const banners: readonly Banner[] = [
  { family: 'linux', needle: 'Linux version ', pattern: /Linux version (\d+\.\d+[\w.+~-]*)/ },
  { family: 'esp-idf', needle: '\x32\x54\xcd\xab', pattern: /\x32\x54\xcd\xab[\s\S]{108}v?(\d+\.\d+[\w.-]*)/ },
  { family: 'esp-idf', needle: 'ESP-IDF', pattern: /ESP-IDF[: ]+v?(\d+\.\d+[\w.-]*)/ },
  { family: 'esp-idf', needle: 'esp-idf/components', pattern: /esp-idf\/components()/ },
  { family: 'esp-idf', needle: 'esp_idf_version', pattern: /esp_idf_version()/ },
  { family: 'zephyr', needle: 'Zephyr OS', pattern: /Booting Zephyr OS(?: (?:build|version))?\s*(?:zephyr-)?v?([\w.-]*)/ },
  { family: 'zephyr', needle: 'zephyr-v', pattern: /zephyr-v(\d+\.\d+[\w.-]*)/ },
  { family: 'vxworks', needle: 'WIND version', pattern: /WIND version (?:\d[\w.]*)?()/ },
  { family: 'vxworks', needle: 'VxWorks', pattern: /VxWorks(?: for [\w ]{1,32})?(?: version)? ?(\d+\.\d+[\w.]*)/ },
  { family: 'vxworks', needle: 'Wind River Systems', pattern: /Wind River Systems()/ },
  { family: 'threadx', needle: 'ThreadX', pattern: /ThreadX [^\0]{0,64}?Version (?:G)?(\d+\.\d+[\w.]*)/ },
  { family: 'ecos', needle: 'eCos', pattern: /eCos(?:Pro)?(?: [Rr]elease| v| version)?[: ]+(\d+\.\d+[\w.]*)/ },
  { family: 'ecos', needle: 'ecos/packages', pattern: /ecos\/packages()/ },
  { family: 'rt-thread', needle: 'Thread Operating System', pattern: /Thread Operating System()/ },
  { family: 'nuttx', needle: 'NuttX', pattern: /NuttX[- ]+v?(\d+\.\d+[\w.]*)/ },
  { family: 'contiki', needle: 'Contiki', pattern: /Contiki-(?:NG-)?(?:release\/)?v?(\d+\.\d+[\w.]*)/ },
  { family: 'contiki', needle: 'Starting Contiki', pattern: /Starting Contiki()/ },
  { family: 'riot', needle: 'RIOT', pattern: /This is RIOT!? \(Version: ([\w.-]+)/ },
  { family: 'liteos', needle: 'LiteOS', pattern: /LiteOS(?: Kernel)? V?(\d+\.\d+[\w.]*)/ },
  { family: 'mbed-os', needle: 'mbed-os', pattern: /mbed-os-(\d+\.\d+[\w.]*)/ },
  { family: 'nucleus', needle: 'Nucleus PLUS', pattern: /Nucleus PLUS[^\0]{0,48}?(\d+\.\d+[\w.]*)/ },
  { family: 'ucos', needle: 'uC/OS-I', pattern: /uC\/OS-I{2,3}()/ },
  { family: 'freertos', needle: 'FreeRTOS', pattern: /FreeRTOS(?: Kernel)? V(\d+\.\d+\.\d+\w*)/ },
  { family: 'freertos', needle: 'FreeRTOS', pattern: /FreeRTOS[/_ -][\w/ -]{2,}()/ },
];

/** At most so many places of a needle are looked at. */
const mostPlaces = 64;

/** The operating system that code names itself; null where it does not. For Linux and the like `kernel` holds the version. */
export function namedSystem(bytes: Uint8Array): NamedSystem | null {
  const text = latin1(bytes);
  for (const banner of banners) {
    const found = match(text, banner);
    if (found === null) continue;
    const version = found === '' ? versionElsewhere(text, banner.family) : found;
    return banner.family === 'linux'
      ? { family: 'linux', version: null, kernel: version }
      : { family: banner.family, version, kernel: null };
  }
  return null;
}

/** The release in a Linux kernel's banner; null where there is none. */
export function linuxVersion(bytes: Uint8Array): string | null {
  const [linux] = banners;
  return linux === undefined ? null : match(latin1(bytes), linux);
}

function versionElsewhere(text: string, family: string): string | null {
  for (const banner of banners)
    if (banner.family === family) {
      const found = match(text, banner);
      if (found !== null && found !== '') return found;
    }
  return null;
}

function match(text: string, { needle, pattern }: Banner): string | null {
  let at = text.indexOf(needle);
  for (let place = 0; at >= 0 && place < mostPlaces; place++) {
    const found = pattern.exec(text.slice(Math.max(0, at - 64), at + 256));
    if (found !== null) return (found[1] ?? '').slice(0, 64);
    at = text.indexOf(needle, at + 1);
  }
  return null;
}
