// Written by `npm run generate`; do not edit. The folder is the registration.
import type { Protocol } from '../model/protocol.ts';
import { ssh } from './ssh/ssh.ts';

export const protocols: readonly Protocol[] = [ssh];
