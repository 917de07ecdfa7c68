// node export.mjs CELLS, in the copy of the peers' folder: the export of each cell, and `JSON.stringify` of the same data in
// the same page. A line each: {"copies", "n", "bytes", "export", "same"}, milliseconds of CPU of the main thread.
import { join } from 'node:path';

const { serve } = await import(join(process.cwd(), 'server.mjs'));
const { open } = await import(join(process.cwd(), 'browser.mjs'));
const { meter } = await import(join(process.cwd(), 'run.mjs'));

const server = await serve();
for (const [copies, n] of JSON.parse(process.argv[2])) {
  const browser = await open();
  const page = browser.page();
  await page.goto(`${server.url}/app/${process.env.APP_PAGE}`);
  await page.waitForFunction(() => window.bench);
  await page.addScriptTag({ url: '/dist/_driver.js' });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const measure = meter(browser, page, cdp);
  for (const [step, of] of [['prepare', copies], ['mount'], ['encode', n], ['restore']]) await measure.one(step, of);
  await measure.calibrate();
  const ours = await measure.many('export', 3);
  const bytes = await page.evaluate(() => {
    const file = bench.export();
    const data = JSON.parse(new TextDecoder().decode(file));
    bench.export = () => JSON.stringify(data);
    return file.length;
  });
  const same = await measure.many('export', 3);
  console.log(JSON.stringify({ copies, n, bytes, export: ours.cpu, same: same.cpu }));
  await browser.kill();
}
server.close();
process.exit(0);
