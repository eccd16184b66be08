import { formats } from '../../formats/formats.generated.ts';
import { defaultLimits } from '../../foundation/budget.ts';
import type { Inspector } from '../../intake/inspect.ts';
import { createInspector } from '../../intake/inspect.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { createHost } from '../create-host.ts';
import { engineVersion } from '../engine-version.ts';
import { keptPasswords } from '../kept-passwords.ts';

/** An inspector on this thread, with everything this build knows. */
export async function localInspector(): Promise<Inspector> {
  const { tables } = await loadCatalogue();
  return createInspector({
    engine: engineVersion,
    host: createHost(),
    formats,
    tables,
    limits: defaultLimits,
    kept: keptPasswords(tables),
  });
}
