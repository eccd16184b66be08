import { formats } from '../../formats/formats.generated.ts';
import { defaultLimits } from '../../foundation/budget.ts';
import type { Inspector } from '../../intake/inspect.ts';
import { createInspector } from '../../intake/inspect.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { engineVersion } from '../engine-version.ts';
import { createHost } from '../create-host.ts';

/** An inspector on this thread, with everything this build knows. */
export function localInspector(): Inspector {
  return createInspector({ engine: engineVersion, host: createHost(), formats, tables: loadCatalogue().tables, limits: defaultLimits });
}
