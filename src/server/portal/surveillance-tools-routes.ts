import type { Hono } from 'hono';
import type { Seat } from '../../adapters/programme/desk.ts';
import { UserError } from '../../foundation/user-error.ts';
import { certifiedStates } from '../../model/case.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { type SurveillanceToolsView, surveillanceToolsPage } from './surveillance-tools-page.ts';

/** The sample of the year, and what rests on a probe. */
export function surveillanceToolsRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  app.get('/portal/surveillance/tools', async (c) => c.html(await draw(c, deps, null)));
  app.post('/portal/surveillance/tools/sample', async (c) => {
    try {
      await deps.surveillance.drawSample(seatOf(c.get('frame')));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return c.html(await draw(c, deps, { code: error.code, detail: error.where }), 422);
    }
    return c.redirect('/portal/surveillance/tools?done=sample', 303);
  });
}

async function draw(c: PortalContext, deps: PortalDeps, refusal: SurveillanceToolsView['refusal']): Promise<string> {
  const frame = c.get('frame');
  const seat = seatOf(frame);
  const probe = c.req.query('probe');
  const samples = await deps.surveillance.samples(seat);
  const asked = probe === undefined ? null : { probe, resting: await deps.surveillance.restingOn(seat, probe) };
  const caseOf = samples.length === 0 ? new Map<string, string>() : await casesByNumber(deps, seat);
  return surveillanceToolsPage({ frame, samples, caseOf, questions: deps.questions, asked, refusal });
}

async function casesByNumber({ desk }: PortalDeps, seat: Seat): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(certifiedStates.map((state) => desk.list(seat, { state, limit: 100 })));
  return new Map(pages.flatMap(({ items }) => items.flatMap(({ number, id }) => (number === null ? [] : [[number, id] as const]))));
}
