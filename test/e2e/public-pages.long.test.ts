// The server's public pages by axe in the sizes and colours that the short test leaves out.
import { describe } from 'node:test';
import { noBrowser, publicBrowser } from './public-browser.ts';

describe('the public pages in a browser, every size and colour', { skip: noBrowser, concurrency: false }, () => {
  const { lookAtAll } = publicBrowser();
  lookAtAll(390, 844, 'light');
  lookAtAll(1280, 900, 'light');
  lookAtAll(1280, 900, 'dark');
});
