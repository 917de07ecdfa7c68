// node bench/run.mjs PEERS [PART,PART]: measures the program and its peers in one run and writes docs/performance.md.
// The parts are cells, libraries, start and anchors; without any, all. CELLS are [copies, annotations] of the first.
// PEERS is a folder like the one that README.md describes. It is copied, and nothing is written into it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const peers = process.argv[2] && resolve(process.argv[2]);
if (!peers) throw new Error('node bench/run.mjs PEERS');

const LIMIT = 'css-highlight-viewport-chunks';
const LIBRARIES = ['recogito-css', 'recogito-spans', 'markjs', 'web-highlighter', 'apache-annotator', 'rangy'];
const parts = process.argv[3]?.split(',') ?? ['cells', 'libraries', 'start', 'anchors'];
const CELLS = process.env.CELLS ? JSON.parse(process.env.CELLS) : [[1, 10], [10, 1000], [100, 1000], [100, 10000], [100, 100000], [1000, 1000], [1000, 10000], [1000, 100000]];
const RESTORED = [[100, 1000]];

const work = mkdtempSync(join(tmpdir(), 'pizhu-bench-'));
cpSync(peers, join(work, 'bench'), { recursive: true });
cpSync(join(peers, '..', 'article'), join(work, 'article'), { recursive: true });
const bench = join(work, 'bench');
execFileSync('chmod', ['-R', 'u+w', work]);

function run(command, args, cwd, environment = {}) {
  console.error('$', command, ...args);
  return execFileSync(command, args, { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] }).toString();
}

const read = (name) => readFileSync(join(bench, 'results', name), 'utf8');
const rows = (name) => read(name).trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
const median = (list) => list.slice().sort((a, b) => a - b)[list.length >> 1];

run('cargo', ['xtask', 'build', '--bench'], root);
run('cargo', ['xtask', 'build'], root);
run('npm', ['ci'], bench);
run('node', ['build.mjs'], bench);
const page = { APP_DIR: join(root, 'dist-bench'), APP_PAGE: 'bench.html' };
// One cell of each by turns, so that both find the machine alike.
for (const cell of CELLS) {
  run('node', ['run.mjs', `app,${LIMIT}`, 'results/cells.jsonl'], bench, { ...page, CELLS: JSON.stringify([cell]), APPEND: '1' });
}
const exports = run('node', [join(here, 'export.mjs'), JSON.stringify(CELLS)], bench, page).trim().split('\n').map((line) => JSON.parse(line));
if (parts.includes('libraries')) {
  run('node', ['run.mjs', LIBRARIES.join(','), 'results/libraries.jsonl'], bench, { CELLS: JSON.stringify(RESTORED) });
}
const site = { APP_DIR: join(root, 'dist'), APP_START: 'index.html', APP_SEED: join(work, 'ten.json') };
if (parts.includes('start')) {
  writeFileSync(site.APP_SEED, run('node', [join(here, 'seed.mjs')], bench, site));
  run('node', ['start.mjs'], bench, site);
}
const anchors = parts.includes('anchors') ? run('node', ['reanchor.mjs'], bench, page) : '';
const anchored = anchors.split('\n').filter((line) => line.startsWith('100 10000'));
const transfer = run('cargo', ['xtask', 'test', 'build'], root).split('\n').find((line) => line.startsWith('all ')) ?? '';

const cells = rows('cells.jsonl');
const cell = (peer, copies, n) => cells.findLast((row) => row.peer === peer && row.copies === copies && row.n === n);
const load = (step) => (row) => row.err ? undefined : median(row.loads.map((one) => one[step].cpu));
const step = (name) => (row) => row.err ? undefined : row[name]?.cpu;
const exported = (copies, n) => exports.find((row) => row.copies === copies && row.n === n) ?? {};
const memory = (row) => row.err ? undefined : row.heapMB + row.blinkMB + row.wasmMB;
const number = (value) => value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(1);
const both = (of, copies, n) => [cell('app', copies, n), cell(LIMIT, copies, n)].map((row) => row && of(row));
const ratio = ([ours, limit]) => ours === undefined || !limit ? '–' : (ours / limit).toFixed(1);

const MEASURES = [
  ['mount the document', load('mount'), 1.5],
  ['restore annotations', load('load'), 1.5],
  ['add one, to painted', step('add'), 2],
  ['remove one, to painted', step('remove'), 2],
  ['scroll, 60 frames', step('scroll'), 1.5],
  ['hit test, 200 points', step('hit'), 1.5],
  ['an unrelated change', step('unrelated'), 2],
];
const SAME = 'export, against `JSON.stringify` of the same data';
const libraries = parts.includes('libraries') ? rows('libraries.jsonl') : [];
const [ours] = both(load('load'), 100, 1000);
const start = parts.includes('start') ? JSON.parse(read('start.json')) : {};
const NOT_MEASURED = 'Not measured in this run.';

const lines = [
  `Written by \`node bench/run.mjs\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0].model}, headless Chromium.`,
  'Milliseconds of CPU of the renderer\'s main thread to the end of the frame that shows the result. *Limit* is',
  `\`${LIMIT}\`, a page of bare JavaScript that does nothing but paint.`,
  '',
  '## At 1,000 copies of the article (14 MB) and 100,000 annotations',
  '',
  '| What | ours | limit | ratio | wanted |', '|---|--:|--:|--:|--:|',
  ...MEASURES.map(([name, of, wanted]) => {
    const pair = both(of, 1000, 100000);
    return `| ${name} | ${number(pair[0])} | ${number(pair[1])} | ${ratio(pair)} | ${wanted} |`;
  }),
  (({ export: ours, same }) => `| ${SAME} | ${number(ours)} | ${number(same)} | ${ratio([ours, same])} | 3 |`)(exported(1000, 100000)),
  `| memory of the page after load, MB | ${both(memory, 1000, 100000).map(number).join(' | ')} | | 150 |`,
  '',
  `The file that is exported has ${number(exported(1000, 100000).bytes / 1e6)} MB: twelve fields for an annotation, and its words. \`JSON.stringify\` of the limit's own list,`,
  `which has four fields and no words, takes ${number(step('export')(cell(LIMIT, 1000, 100000) ?? {}))} ms.`,
  '',
  '## Growth',
  '',
  `| What | ${CELLS.map(([copies, n]) => `×${copies} / ${n.toLocaleString('en')}`).join(' | ')} |`,
  `|---|${CELLS.map(() => '--:').join('|')}|`,
  ...MEASURES.flatMap(([name, of]) => ['app', LIMIT].map((peer, other) =>
    `| ${other ? 'limit' : name} | ${CELLS.map(([copies, n]) => { const row = cell(peer, copies, n); return number(row && of(row)); }).join(' | ')} |`)),
  ...[['export', SAME], ['same', '`JSON.stringify`']].map(([of, name]) => `| ${name} | ${CELLS.map(([copies, n]) => number(exported(copies, n)[of])).join(' | ')} |`),
  '',
  '## Beside the libraries, at 100 copies and 1,000 annotations',
  '',
  '| Restore | ms | times ours |', '|---|--:|--:|',
  `| ours | ${number(ours)} | 1 |`,
  ...libraries.map((row) => { const ms = load('load')(row); return `| ${row.peer} | ${ms === undefined ? row.err : number(ms)} | ${ms === undefined || !ours ? '–' : number(ms / ours)} |`; }),
  '',
  '## Start',
  '',
  ...(parts.includes('start') ? [] : [NOT_MEASURED, '']),
  '| From navigation to the first painted highlight, ×1 / 10 | ms CPU |', '|---|--:|',
  ...['app', 'recogito-css', 'recogito-spans', 'css-highlight'].filter((peer) => start[peer]).map((peer) => `| ${peer === 'app' ? 'ours' : peer} | ${number(start[peer].cpu)} |`),
  '',
  `Transfer of the first visit, raw and brotli: ${transfer.replace(/\s+/g, ' ').trim()}.`,
  '',
  '## Finding quotes again in an edited text',
  '',
  ...(anchored.length ? ['```', ...anchored, '```'] : [NOT_MEASURED]),
  '',
];
writeFileSync(join(root, 'docs', 'performance.md'), `${readFileSync(join(here, 'performance.md'), 'utf8').trimEnd()}\n\n${lines.join('\n')}`);
rmSync(work, { recursive: true });
