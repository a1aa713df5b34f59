// A consumer made with the harvesting library of others, beside somebody who changes the hub: it reads until FLAG is
// there and the feed has ended GRACE milliseconds after, and must then hold exactly the hub's public sessions. Each end
// of the feed that it reaches is noted in FLAG.end. It waits PAUSE milliseconds (20) before each page.
// node harvest.mjs FEED-ADDRESS HUB-ADDRESS FLAG GRACE [PAUSE]
import { createRequire } from 'node:module';
import { statSync, writeFileSync } from 'node:fs';

const { harvestRPDE } = createRequire(import.meta.url)('@openactive/harvesting-utils');
const [feed, hub, flag, grace, wait = '20'] = process.argv.slice(2);

const items = new Map();
const END = new Error('end');
let pages = 0;

function isQuiet() {
  try {
    return Date.now() - statSync(flag).mtimeMs > Number(grace);
  } catch {
    return false;
  }
}

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
// The end that counts is one that was asked for when all had been quiet for long enough.
let wasQuiet = false;
const result = await harvestRPDE({
  baseUrl: `${feed}/feeds/scheduled-sessions`,
  feedContextIdentifier: 'harvest',
  headers: async () => ({}),
  processPage: async ({ rpdePage }) => {
    pages += 1;
    for (const item of rpdePage.items) {
      if (item.state === 'deleted') items.delete(item.id);
      else items.set(item.id, item.data);
    }
  },
  onReachedEndOfFeed: async () => {
    if (wasQuiet) throw END;
    wasQuiet = isQuiet();
    writeFileSync(`${flag}.end`, `${pages}\n`);
  },
  optionallyWaitBeforeNextRequest: async () => { await pause(wasQuiet ? 0 : Number(wait)); },
  isOrdersFeed: false,
  loggingFns: { log() {}, logError() {}, logErrorDuringHarvest() {} },
});
if (result?.error?.error !== END) {
  console.error('the library stopped:', result?.error?.type, result?.error?.message ?? result?.error);
  process.exit(1);
}

const wrong = [];
const wanted = new Map();
for (let after = ''; ;) {
  const page = await (await fetch(`${hub}/v1/sessions${after && `?after=${encodeURIComponent(after)}`}`, { headers: { Connection: 'close' } })).json();
  for (const session of page.sessions) if (Date.parse(session.ends_at) > Date.now()) wanted.set(session.id, session);
  if (!page.next) break;
  after = page.next;
}
for (const [id, session] of wanted) {
  const data = items.get(id);
  if (!data) wrong.push(`${id} was never harvested`);
  else if (session.admission !== 'drop_in' && data.maximumAttendeeCapacity !== session.capacity) wrong.push(`${id} has another capacity`);
  else if (Date.parse(data.startDate) !== Date.parse(session.starts_at)) wrong.push(`${id} has another start`);
  else if (data.eventStatus.endsWith('EventCancelled') !== (session.state === 'cancelled')) wrong.push(`${id} is ${data.eventStatus}`);
}
for (const id of items.keys()) if (!wanted.has(id)) wrong.push(`${id} is not public any more`);
for (const words of wrong.slice(0, 20)) console.error(words);
console.log(`harvest: ${items.size} items on ${pages} pages against ${wanted.size} sessions, ${wrong.length} wrong`);
process.exit(wrong.length || !wanted.size ? 1 : 0);
