import { formats } from '../../formats/formats.generated.ts';
import { defaultLimits } from '../../foundation/budget.ts';
import type { CaptureInspector } from '../../intake/capture/inspect-capture.ts';
import { createCaptureInspector } from '../../intake/capture/inspect-capture.ts';
import type { Inspector } from '../../intake/inspect.ts';
import { createInspector } from '../../intake/inspect.ts';
import { protocols } from '../../protocols/protocols.generated.ts';
import { loadTables } from '../catalogue/load-tables.ts';
import { createHost } from '../create-host.ts';
import { engineVersion } from '../engine-version.ts';
import { keptPasswords } from '../kept-passwords.ts';

/** Inspectors on this thread, with everything this build knows. */
export async function localInspectors(): Promise<{ readonly inspect: Inspector; readonly inspectCapture: CaptureInspector }> {
  const tables = await loadTables();
  const shared = { engine: engineVersion, host: createHost(), tables };
  // Made when there is something for it: its tables of patterns take a while, and captures need none.
  let inspector: Inspector | undefined;
  return {
    inspect: (...evidence) => {
      inspector ??= createInspector({ ...shared, formats, limits: defaultLimits, kept: keptPasswords(tables) });
      return inspector(...evidence);
    },
    inspectCapture: createCaptureInspector({ ...shared, protocols }),
  };
}
