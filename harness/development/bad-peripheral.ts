import type { Air } from '../air/air.ts';
import { LeHost, type LeLink } from '../probes/shared/bluetooth/low-energy.ts';

/** What a peripheral does at one PDU: answers on the same channel, ends the link, or nothing. */
export type BadAnswer = Uint8Array | 'hang-up' | undefined;

/** How it serves; `count` is that of the PDUs on this link, from one on. */
export type BadServe = (
  pdu: Buffer,
  where: { readonly channel: number; readonly count: number; readonly link: LeLink },
) => BadAnswer;

/** A peripheral that advertises to everybody and answers as it is told, on every link anew. */
export async function badPeripheral(air: Air, serve: BadServe): Promise<LeHost> {
  const toy = await LeHost.open(air.le);
  const advertise = () =>
    toy.advertise({ data: Buffer.from([2, 1, 6]), connectable: true, interval: 30 }).catch(() => undefined);
  toy.onLink = (link) => {
    let count = 0;
    link.link.once('end', () => void advertise());
    link.link.on('frame', (channel, pdu) => {
      const answer = serve(pdu, { channel, count: ++count, link });
      if (answer === 'hang-up') toy.disconnect(link).catch(() => undefined);
      else if (answer !== undefined) link.link.send(channel, answer);
    });
  };
  await advertise();
  return toy;
}
