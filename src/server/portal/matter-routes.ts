import type { Hono } from 'hono';
import type { MatterInput, SeenMatter } from '../../adapters/programme/matters.ts';
import { UserError } from '../../foundation/user-error.ts';
import { matterKinds, matterOutcomes } from '../../model/matter.ts';
import { type MatterActName, matterDuties } from '../../programme/matter-duties.ts';
import type { Tried } from './case-view.ts';
import { FormReader } from './form-reader.ts';
import { matterPage } from './matter-page.ts';
import { mattersPage } from './matters-page.ts';
import type { PortalDeps } from './portal-deps.ts';
import { type PortalContext, type PortalEnv, seatOf } from './portal-env.ts';
import { type Typed, typedForm } from './typed.ts';

/** Complaints, appeals and reports: the list, one of them, lodging, and the acts of whoever handles them. */
export function matterRoutes(app: Hono<PortalEnv>, deps: PortalDeps): void {
  app.get('/portal/matters', async (c) => c.html(await drawList(c, deps, null)));
  app.post('/portal/matters', (c) => lodge(c, deps));
  app.get('/portal/matters/:id', async (c) =>
    c.html(matterPage({ frame: c.get('frame'), matter: await found(c, deps, c.req.param('id')), tried: null })),
  );
  app.post('/portal/matters/:id/:act', (c) => act(c, deps, c.req.param('id'), c.req.param('act')));
}

async function drawList(c: PortalContext, { matters }: PortalDeps, tried: Tried | null): Promise<string> {
  const frame = c.get('frame');
  const { cursor = '', about = '' } = c.req.query();
  const page = await matters.list(seatOf(frame), { limit: 25, cursor: cursor || undefined });
  return mattersPage({ frame, page, cursor, about: about.slice(0, 100), tried });
}

async function found(c: PortalContext, { matters }: PortalDeps, id: string): Promise<SeenMatter> {
  const matter = await matters.read(seatOf(c.get('frame')), id);
  if (matter === null) throw new UserError('MATTER_UNKNOWN', 'no such matter, or it is not yours', id, 'look at the list');
  return matter;
}

async function lodge(c: PortalContext, deps: PortalDeps): Promise<Response> {
  const frame = c.get('frame');
  const typed = typedForm(await c.req.formData());
  const form = new FormReader(typed);
  const wanted = {
    kind: form.oneOf('kind', matterKinds),
    about: form.optional('about'),
    words: form.text('words'),
    name: frame.visitor?.name ?? null,
    email: frame.visitor?.email ?? null,
    language: frame.messages.language,
  };
  let refusal: Tried['refusal'] = null;
  try {
    if (form.isFit) return c.redirect(`/portal/matters/${(await deps.matters.lodge(seatOf(frame), wanted)).id}?done=lodged`, 303);
  } catch (error) {
    refusal = refusalOf(error);
  }
  return c.html(await drawList(c, deps, { action: 'lodge', typed, faults: form.faults, refusal, meanwhile: [] }), 422);
}

async function act(c: PortalContext, deps: PortalDeps, id: string, name: string): Promise<Response> {
  if (!Object.hasOwn(matterDuties, name)) return c.notFound();
  const frame = c.get('frame');
  const typed = typedForm(await c.req.formData());
  const { input, faults } = readMatterAct(name as MatterActName, typed);
  let refusal: Tried['refusal'] = null;
  try {
    if (Object.keys(faults).length === 0) {
      await deps.matters.act(seatOf(frame), id, input);
      return c.redirect(`/portal/matters/${id}?done=matter`, 303);
    }
  } catch (error) {
    refusal = refusalOf(error);
  }
  const matter = await found(c, deps, id);
  return c.html(matterPage({ frame, matter, tried: { action: name, typed, faults, refusal, meanwhile: [] } }), 422);
}

function refusalOf(error: unknown): NonNullable<Tried['refusal']> {
  if (!(error instanceof UserError)) throw error;
  return { code: error.code, detail: error.where };
}

function readMatterAct(name: MatterActName, typed: Typed): { readonly input: MatterInput; readonly faults: Tried['faults'] } {
  const form = new FormReader(typed);
  const read = (): MatterInput => {
    if (name === 'acknowledge' || name === 'take-in-hand') return { name };
    if (name === 'appeal') return { name, reasons: form.text('reasons') };
    return { name, outcome: form.oneOf('outcome', matterOutcomes), reasons: form.text('reasons') };
  };
  return { input: read(), faults: form.faults };
}
