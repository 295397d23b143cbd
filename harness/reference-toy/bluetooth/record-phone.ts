import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declared } from '../../../schemas/declared.ts';
import type { Bench } from '../../../schemas/types.ts';
import { addressText } from '../../probes/shared/bluetooth/smp-analysis.ts';
import { att, AttClient, word } from '../../probes/shared/bluetooth/att.ts';
import { readAttributeTable } from '../../probes/shared/bluetooth/attribute-table.ts';
import type { LeLink } from '../../probes/shared/bluetooth/low-energy.ts';
import { byHand } from '../../probes/shared/bluetooth/by-hand.ts';
import { pairAndRead } from '../../probes/shared/bluetooth/pairing-exchange.ts';
import { Recording } from '../../probes/shared/bluetooth/recording.ts';
import { meet, stranger, unitOnAir } from '../../probes/shared/bluetooth/unit-on-air.ts';
import { handsOf } from '../../probes/shared/hands.ts';
import type { Product } from '../product.ts';

type Capture = NonNullable<NonNullable<Bench['bluetooth']>['captures']>[number];

/** A window may just have closed. */
const rounds = 3;

/**
 * Pairs a guardian's phone with each unit and keeps what its log would hold: the recordings that a laboratory makes first.
 * @returns the rows of the bench that name them
 */
export async function recordPhones(folder: string, product: Product): Promise<readonly Capture[]> {
  const captures: Capture[] = [];
  for (const { id } of product.pip.units) {
    const recorded = await recordPhone(id, product);
    if (recorded === undefined) continue;
    const file = `phone-${id}.btsnoop`;
    writeFileSync(join(folder, file), recorded.recording.bytes());
    captures.push({ unit: id, file, address: recorded.address });
  }
  return captures;
}

async function recordPhone(id: string, { declaration, bench }: Product) {
  const signal = AbortSignal.timeout(20_000);
  const setting = { declaration: declared(declaration), bench, testCases: [], examiner: undefined, signal };
  const unit = unitOnAir(id, setting);
  const hands = handsOf(setting, 'bluetooth-le');
  const phone = {
    ioCapability: 'keyboard-display',
    bonding: true,
    mitm: true,
    secureConnections: true,
    keySize: 16,
  } as const;
  for (let round = 1; ; round++) {
    const recording = new Recording();
    const host = await stranger(unit, { recording, signal });
    try {
      const link = await meet(host, unit, { signal });
      if (link === undefined) return undefined;
      const look = appOn(link, signal);
      await look();
      await hands.do(id, 'pairing');
      const { encrypted } = await pairAndRead(host, link, { ...phone, ...byHand(hands, id) });
      if (encrypted) await look();
      await host.disconnect(link);
      if (encrypted || round === rounds) return { recording, address: addressText(link.peer.address) };
    } finally {
      host.close();
    }
  }
}

/** An app that looks for what there is, and reads all that can be read: before it is paired in vain, and after. */
function appOn({ link }: LeLink, signal: AbortSignal): () => Promise<void> {
  const client = new AttClient(link);
  return async () => {
    const { attributes } = await readAttributeTable(client, signal);
    for (const { handle } of attributes.filter(
      ({ kind, properties }) => kind === 'value' && properties.includes('read'),
    ))
      await client.request(att.read, word(handle));
  };
}
