// Written by `npm run generate`; do not edit. The folder is the registration.
import type { Probe } from '../model/probe.ts';

export const probes: readonly Probe[] = [];
