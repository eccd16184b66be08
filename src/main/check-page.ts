// What the page that checks labels starts from: the page of `src/web/verify` with the verifier that everybody uses.
import { startCheckPage } from '../web/verify/start-check-page.ts';
import { verify } from './verify.ts';

startCheckPage(verify);
