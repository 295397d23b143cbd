import type { BluetoothCaptureObservation, Declared } from '../../../schemas/types.ts';
import { observeCapture } from './observe-capture.ts';
import { declaredAddresses } from './probe.ts';

/**
 * An observation from a recording that the laboratory made with a sniffer or a phone.
 * @throws NotObserved input-missing where it cannot be read or does not show the unit
 */
export const importCapture = (
  path: string,
  { unit, declaration }: { readonly unit: string; readonly declaration: Declared },
): Promise<BluetoothCaptureObservation> =>
  observeCapture({
    ...{ path, unit, number: 1, signal: AbortSignal.timeout(3_600_000) },
    addresses: declaredAddresses(unit, { declaration }),
  });
