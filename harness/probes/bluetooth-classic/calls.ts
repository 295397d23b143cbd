import { setTimeout as sleep } from 'node:timers/promises';
import type { ClassicLink } from '../shared/bluetooth/classic/classic-host.ts';
import { RfcommClient, type SerialChannel } from '../shared/bluetooth/classic/rfcomm.ts';
import { printable } from '../shared/printable.ts';
import type { Trying } from './channels.ts';
import { channelsOf, passing } from './place.ts';

/** Service classes that take calls: hands-free and headset (Assigned Numbers, Service Discovery). */
const callable = ['111e', '1108', '1131'];
const rfcomm = 3;
const ringSeconds = 60;

/** Rings on each channel that takes calls, and looks whether somebody takes them although nobody is at the unit. */
export async function ring(link: ClassicLink, trying: Trying): Promise<void> {
  const { rows, place, host } = trying;
  const services = rows.records.filter(
    (record) => record.unit === place.unit && record.classes.some((each) => callable.includes(each)),
  );
  const channels = [...new Set(services.flatMap(({ channel }) => channel ?? []))].slice(0, 8);
  if (channels.length === 0) return;
  const opened = await channelsOf(link).connect(rfcomm, 2000);
  const client = typeof opened === 'object' && 'channel' in opened ? new RfcommClient(opened.channel) : undefined;
  const started = (await client?.start(2000)) === true;
  for (const channel of channels) {
    const outcome = started && client ? await client.open(channel, 2000) : undefined;
    const serial = typeof outcome === 'object' ? outcome.serial : undefined;
    const base = { id: `${place.unit}/${host}/serial-${channel}`, unit: place.unit, host, channel };
    if (serial !== undefined) rows.calls.push({ ...base, ...(await ringOn(serial, trying)) });
    // That a stranger cannot even ring is as it should be.
    else if (host === 'owner') rows.calls.push({ ...base, seconds: 0, connected: false, accepted: false });
  }
}

/** The telephone's end of the dialogue (Hands-Free Profile 1.8, 4.2 and 4.13): it answers, and rings for a minute. */
async function ringOn(serial: SerialChannel, { place }: Trying) {
  const said: string[] = [];
  let taken: string | undefined;
  let text = '';
  serial.listen((octets) => {
    text = (text + octets.toString('latin1')).slice(-1000);
    for (let end = text.indexOf('\r'); end >= 0; end = text.indexOf('\r')) {
      const line = text.slice(0, end).trim();
      text = text.slice(end + 1);
      if (line !== '' && said.length < 100) said.push(line);
      if (takes(line)) taken ??= line;
      if (line !== '') serial.write(answerTo(line));
    }
  });
  await sleep(Math.max(100, passing(2, place)), undefined, { signal: place.signal });
  const until = performance.now() + passing(ringSeconds, place);
  serial.write(Buffer.from('\r\n+CIEV: 2,1\r\n'));
  while (performance.now() < until && taken === undefined) {
    serial.write(Buffer.from('\r\nRING\r\n'));
    await sleep(Math.max(20, passing(3, place)), undefined, { signal: place.signal });
  }
  const after = taken === undefined ? {} : { after: printable(taken, 100) };
  return { seconds: ringSeconds, connected: said.length > 0, accepted: taken !== undefined, ...after };
}

// ATA takes a call in the hands-free profile, the button of a headset is AT+CKPD=200.
const takes = (line: string) => /^ATA$|^AT\+CKPD=200$/i.test(line);

function answerTo(line: string): Buffer {
  const facts: Readonly<Record<string, string>> = {
    'AT+BRSF': '+BRSF: 0',
    'AT+CIND=?': '+CIND: ("service",(0,1)),("callsetup",(0-3)),("call",(0,1))',
    'AT+CIND?': '+CIND: 1,0,0',
    'AT+CHLD=?': '+CHLD: (0,1,2)',
  };
  const fact = Object.entries(facts).find(([question]) => line.toUpperCase().startsWith(question))?.[1];
  return Buffer.from(`${fact === undefined ? '' : `\r\n${fact}\r\n`}\r\nOK\r\n`);
}
