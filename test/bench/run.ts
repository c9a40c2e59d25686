import { coldStartFigures } from './cold-start.ts';
import { ingestFigures } from './ingest.ts';
import { listFigures } from './list-query.ts';
import { mainLoopFigures } from './main-loop.ts';
import { postbackFigures } from './postbacks.ts';
import { reconcileFigures } from './reconcile.ts';
import { scrollingFigures } from './scrolling.ts';
import { sendListFigures } from './send-list.ts';
import { figureTable } from './support/figures.ts';
import type { Figure } from './support/figures.ts';

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  'cold-start': coldStartFigures,
  ingest: ingestFigures,
  'main-loop': mainLoopFigures,
  list: listFigures,
  postbacks: postbackFigures,
  reconcile: reconcileFigures,
  scrolling: scrollingFigures,
  'send-list': sendListFigures,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no benchmark “${unknown}”; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  figures.push(...(await bench()));
}
console.log(figureTable(figures));
