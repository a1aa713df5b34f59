// A storm of changes through the hub's routes: makes sessions of every kind and publishes, changes, fills, cancels and
// takes them back, then checks in the feed that each became what it should. node storm.mjs URL LOGIN PASSWORD CODE
const [url, login, password, municipality] = process.argv.slice(2);
let token = '';

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { 'Content-Type': 'application/json', Connection: 'close', ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function feed(path) {
  const items = new Map();
  let next = url + path;
  let last = 0;
  for (;;) {
    const page = await (await fetch(next, { headers: { Connection: 'close' } })).json();
    for (const item of page.items) {
      if (item.modified <= last) throw new Error(`${item.id} is out of order`);
      if (items.has(item.id)) throw new Error(`${item.id} stands twice`);
      last = item.modified;
      items.set(item.id, item);
    }
    if (page.next === next) return items;
    next = page.next;
  }
}

const tokyo = (time) => new Date(time.getTime() + 9 * 3600e3).toISOString().slice(0, 19) + '+09:00';
const formats = ['home_visit', 'mobile_van', 'practical_outing', 'venue_class', 'shop_class', 'online_class', 'consultation', 'event'];
const topics = [[], ['basic'], ['line', 'photo'], ['mynumber'], ['bousai', 'map'], ['health'], ['safety'], ['general']];
const titles = ['LINEで写真をおくる', 'Q&A <はじめて>', '災害に\n備える', '"地図" の見方'];
const fates = ['draft', 'published', 'unpublished', 'cancelled', 'cancelled draft', 'closed', 'changed', 'filled', 'republished'];
const wanted = {
  draft: 'absent', 'cancelled draft': 'absent', unpublished: 'deleted', published: 'scheduled', closed: 'scheduled',
  changed: 'scheduled', filled: 'full', republished: 'scheduled', cancelled: 'cancelled',
};

function seen(item) {
  if (!item) return 'absent';
  if (item.state === 'deleted') return 'deleted';
  if (item.data.eventStatus.endsWith('EventCancelled')) return 'cancelled';
  return item.data.remainingAttendeeCapacity === 0 ? 'full' : 'scheduled';
}

async function make(number, venues) {
  const fate = fates[number % fates.length];
  const start = new Date(Date.now() + (number + 26) * 3600e3);
  start.setMilliseconds(0);
  const end = new Date(start.getTime() + (30 + number % 120) * 60e3);
  const body = {
    title: titles[number % titles.length], title_kana: 'テスト', format: formats[number % formats.length],
    venue: venues[number % venues.length].id, starts_at: tokyo(start), ends_at: tokyo(end), capacity: 1 + number % 5,
    course: { level: number % 2 ? 'advanced' : 'basic', topics: topics[number % topics.length] },
  };
  if (fate === 'published' && number % 2) { body.admission = 'drop_in'; body.capacity = 0; }
  if (number % 5 === 0) body.registration_closes_at = tokyo(new Date(start.getTime() - 3600e3));
  const { id } = await ask('POST', '/v1/sessions', body);
  const act = (action, words) => ask('POST', `/v1/sessions/${id}/${action}`, words);
  if (fate !== 'draft' && fate !== 'cancelled draft') await act('publish');
  if (fate === 'unpublished' || fate === 'republished') await act('unpublish');
  if (fate === 'republished') await act('publish');
  if (fate.startsWith('cancelled')) await act('cancel', { reason: '台風のため' });
  if (fate === 'closed') await act('close');
  if (fate === 'changed') {
    const now = await ask('GET', `/v1/sessions/${id}`);
    await ask('PUT', `/v1/sessions/${id}`, { ...body, title: `${body.title} (変更)`, capacity: 9 }, { 'If-Match': `"${now.version}"` });
  }
  if (fate === 'filled') {
    for (let seat = 0; seat < body.capacity + 2; seat += 1) {
      await ask('POST', '/v1/registrations', {
        session: id, kana: 'やまだ はなこ', phone: `090${String(10000000 + number * 100 + seat)}`, birth_year: 1950, address: '見本1-2',
      }, { 'Idempotency-Key': `storm-${number}-${seat}` });
    }
  }
  return { id, fate };
}

token = (await ask('POST', '/v1/login', { login, password })).token;
const { venues } = await ask('GET', `/v1/venues?municipality=${municipality}`);
if (!venues.length) throw new Error('the town has no venue');
const made = [];
for (let number = 0; number < 90; number += 1) made.push(await make(number, venues));
const items = await feed('/feeds/scheduled-sessions');
const wrong = made.filter(({ id, fate }) => seen(items.get(id)) !== wanted[fate]);
for (const { id, fate } of wrong) console.error(`${id} should be ${wanted[fate]} (${fate}) and is ${seen(items.get(id))}`);
console.log(`storm: ${made.length} sessions of ${fates.length} fates, ${wrong.length} not as they should be`);
process.exit(wrong.length ? 1 : 0);
