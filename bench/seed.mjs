// node seed.mjs, in the copy of the peers' folder: prints the storage that the program leaves after ten annotations.
import { join } from 'node:path';

const { serve } = await import(join(process.cwd(), 'server.mjs'));
const { open } = await import(join(process.cwd(), 'browser.mjs'));

const server = await serve();
const browser = await open();
const page = browser.page();
await page.goto(`${server.url}/app/index.html`);
await page.waitForSelector('[data-start]');
for (let number = 0; number < 10; number += 1) {
  await page.evaluate((number) => {
    const blocks = [...document.querySelectorAll('[data-start]')].filter((block) => block.textContent.length > 20);
    const text = blocks[number].firstChild;
    blocks[number].closest('[data-text]').focus({ preventScroll: true });
    getSelection().setBaseAndExtent(text, 2, text, 8);
  }, number);
  await page.waitForSelector('.toolbar');
  await page.keyboard.press('4');
  await page.waitForFunction((count) => Object.keys(localStorage).filter((key) => key.startsWith('an:a:')).length === count, number + 1);
}
const stored = await page.evaluate(() => JSON.stringify(localStorage));
console.log(stored);
await browser.kill();
server.close();
process.exit(0);
