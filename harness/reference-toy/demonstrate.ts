import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../schemas/make-folder.ts';
import { recordPhones } from './bluetooth/record-phone.ts';
import { openUnitAirs, type UnitAirs } from './bluetooth/unit-airs.ts';
import { takeBaseline } from './baseline.ts';
import { writeBenchFolder, type BenchFolder } from './bench-folder.ts';
import { spoiled, type Defect } from './defect.ts';
import { equip } from './equip.ts';
import { insideNamespace } from './namespace.ts';
import type { Place } from './pip.ts';
import { decentProduct, type Product } from './product.ts';
import { placeHere, runToy, type RunningToy } from './run-toy.ts';

/** A toy that is switched on, with the documents from which it can be planned and gathered. */
export interface Demonstration extends RunningToy {
  readonly product: Product;
  readonly documents: BenchFolder;
}

export interface Staging {
  /** Where its documents are written. */
  readonly folder: string;
  readonly defects: readonly Defect[];
  /** Where it stands; decided by the network of this process where absent. */
  readonly place?: Place;
}

/**
 * Switches the reference toy on, with these defects, and writes its documents. Where it shares the network with other
 * services, the ports that answer before are written down first.
 * @throws UserError TOOL where it cannot be switched on here
 */
export async function demonstrate({ folder, defects, place = placeHere() }: Staging): Promise<Demonstration> {
  makeFolder(folder);
  const spoilt = spoiled(decentProduct(place), defects);
  const airs = await openUnitAirs(spoilt.pip.units.map(({ id }) => id));
  const product = await withBaseline(withRadios(spoilt, airs), folder);
  const equipment = equip(product.pip);
  const { pip, published } = product;
  try {
    const toy = await runToy({ pip, equipment, published, radios: airs?.places });
    const stop = async () => {
      await toy.stop();
      await airs?.stop();
    };
    try {
      const { radioAddresses } = toy;
      const heard = withAddresses(product, radioAddresses);
      const whole = airs === undefined ? heard : withCaptures(heard, await recordPhones(folder, heard));
      return { product: whole, documents: writeBenchFolder(folder, whole, equipment), radioAddresses, stop };
    } catch (error) {
      await toy.stop();
      throw error;
    }
  } catch (error) {
    await airs?.stop();
    throw error;
  }
}

/** The product with recordings that its bench names. */
export const withCaptures = (product: Product, captures: Awaited<ReturnType<typeof recordPhones>>): Product => ({
  ...product,
  bench: { ...product.bench, bluetooth: { ...product.bench.bluetooth, captures: [...captures] } },
});

/**
 * The product with the addresses of its radios: a controller gives its own away when it is switched on; the label of a real
 * unit has it from the factory.
 */
export function withAddresses(product: Product, addresses: RunningToy['radioAddresses']): Product {
  const units = product.declaration.product.units.map((unit) => {
    const address = addresses[unit.id];
    return address === undefined ? unit : { ...unit, radioAddresses: [address] };
  });
  const { declaration } = product;
  return { ...product, declaration: { ...declaration, product: { ...declaration.product, units } } };
}

// Without an air the bench names no adapter, and what needs one is visibly not tested.
function withRadios(product: Product, airs: UnitAirs | undefined): Product {
  return airs === undefined ? product : { ...product, bench: { ...product.bench, bluetooth: airs.bluetooth } };
}

// In a network of its own there is nothing beside the toy.
async function withBaseline(product: Product, folder: string): Promise<Product> {
  if (insideNamespace()) return product;
  const rows = await takeBaseline(product);
  const baseline = 'baseline.json';
  writeFileSync(join(folder, baseline), `${JSON.stringify(rows, null, 2)}\n`);
  return { ...product, bench: { ...product.bench, baseline } };
}
