// The calendar as somebody else's parser reads it, against the plain list. node calendar.mjs URL
import ICAL from 'ical.js';

const url = process.argv[2];
const text = await (await fetch(`${url}/v1/calendar.ics`, { headers: { Connection: 'close' } })).text();
const calendar = new ICAL.Component(ICAL.parse(text));
const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
ICAL.TimezoneService.register(zone.tzid, zone);

const wrong = [];
const check = (is, words) => { if (!is) wrong.push(words); };
const events = new Map();
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component);
  check(!events.has(event.uid), `${event.uid} stands twice`);
  events.set(event.uid, { event, status: component.getFirstPropertyValue('status') });
}

const sessions = [];
for (let after = ''; ;) {
  const from = new Date(Date.now() - 59 * 86400e3).toISOString().slice(0, 10);
  const answer = await fetch(`${url}/v1/sessions?from=${from}${after && `&after=${encodeURIComponent(after)}`}`, { headers: { Connection: 'close' } });
  const page = await answer.json();
  sessions.push(...page.sessions);
  if (!page.next) break;
  after = page.next;
}
for (const session of sessions) {
  session.parts.forEach((part, number) => {
    const uid = `${session.id}${number ? `-${number + 1}` : ''}@${new URL(url).hostname}`;
    const found = events.get(uid);
    check(found, `${uid} is missing`);
    if (!found) return;
    check(found.event.startDate.toJSDate().getTime() === Date.parse(part.starts_at), `${uid} begins at ${found.event.startDate}`);
    check(found.event.endDate.toJSDate().getTime() === Date.parse(part.ends_at), `${uid} ends at ${found.event.endDate}`);
    check(found.event.summary.includes(session.title), `${uid} is called ${found.event.summary}`);
    check((found.status === 'CANCELLED') === (session.state === 'cancelled'), `${uid} is ${found.status}`);
    check(found.event.sequence === session.version, `${uid} has the number ${found.event.sequence}`);
  });
}
check(sessions.length > 0, 'the hub has no session');
for (const words of wrong.slice(0, 20)) console.error(words);
console.log(`calendar: ${events.size} events of ${sessions.length} sessions, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);
