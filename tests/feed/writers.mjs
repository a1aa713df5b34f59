// Carriers at work: WRITERS at once send SESSIONS lines in each of the rounds FROM to TO to the hub's bulk address, each
// sending a batch until it is taken, as the hub may be away just then. Prints a line for each batch.
// node writers.mjs URL KEY WRITERS SESSIONS FROM TO
const [url, key, ...numbers] = process.argv.slice(2);
const [writers, sessions, from, to] = numbers.map(Number);
const formats = ['mobile_van', 'venue_class', 'shop_class', 'online_class', 'consultation', 'event'];
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const { venues } = await (await fetch(`${url}/v1/venues`, { headers: { Connection: 'close' } })).json();

// Seats, title (and so the course) and place change; some are taken back and come again, some are called off for good;
// every tenth is a new one in each round.
function line(writer, number, round) {
  const once = number % 10 === 9;
  const day = String(10 + (number % 7));
  const hour = String(9 + (number % 8)).padStart(2, '0');
  const body = {
    external_id: `${writer}-${number}${once ? `-${round}` : ''}`,
    title: `教室 ${(number + (round % 5 === 4 ? 1 : 0)) % 9}`,
    format: formats[number % formats.length],
    venue: venues[(writer * 7 + number + (round % 6 === 5 ? 1 : 0)) % venues.length].id,
    starts_at: `2030-10-${day}T${hour}:00:00+09:00`,
    ends_at: `2030-10-${day}T${hour}:45:00+09:00`,
    capacity: 5 + ((number + round) % 20),
  };
  if ((number + round) % 7 === 3) body.state = 'draft';
  return JSON.stringify(body);
}

// What the hub did not come to within its half minute is to be sent again; whatever else it refuses is a failure.
function leftOver(report, lines) {
  const refused = report.lines.filter((one) => one.result === 'refused');
  if (refused.some((one) => one.reason !== 'try_again')) return null;
  return refused.map((one) => lines[one.line - 1]);
}

async function send(all) {
  let lines = all;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      const answer = await fetch(`${url}/v1/sessions/bulk`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-ndjson', Authorization: `Bearer ${key}`, Connection: 'close' },
        body: `${lines.join('\n')}\n`,
      });
      const text = await answer.text();
      const left = answer.ok ? leftOver(JSON.parse(text), lines) : null;
      if (left?.length === 0) return;
      if (left) lines = left;
      else if (answer.ok || answer.status < 500) throw Object.assign(new Error(`${answer.status} ${text.slice(0, 600)}`), { isFinal: true });
    } catch (error) {
      if (error.isFinal) throw error;
    }
    await pause(100);
  }
  throw new Error('the hub was away for too long');
}

async function write(writer) {
  for (let round = from; round < to; round += 1) {
    const lines = [];
    for (let number = 0; number < sessions; number += 1) lines.push(line(writer, number, round));
    await send(lines);
    console.log(`batch ${writer} ${round}`);
  }
}

await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
