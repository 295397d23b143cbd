/** An update service that chip makers' kits bring, and the first message of its own dialogue. */
export interface UpdateService {
  readonly name: string;
  readonly service: string;
  /** The characteristic that takes it; any writable one of the service where absent. */
  readonly characteristic: string;
  /** In hexadecimal. */
  readonly message: string;
}

/** Known by their public documentation. A message begins and commits to nothing: it asks, or restarts into the loader. */
export const updateServices: readonly UpdateService[] = [
  {
    name: 'Nordic Secure DFU, buttonless without bonds',
    ...{ service: 'fe59', characteristic: '8ec90003-f315-4f60-9fb8-838830daea50', message: '01' },
  },
  {
    name: 'Nordic Secure DFU, buttonless with bonds',
    ...{ service: 'fe59', characteristic: '8ec90004-f315-4f60-9fb8-838830daea50', message: '01' },
  },
  {
    name: 'Nordic Secure DFU, control point',
    ...{ service: 'fe59', characteristic: '8ec90001-f315-4f60-9fb8-838830daea50', message: '0601' },
  },
  {
    name: 'Nordic legacy DFU',
    ...{ service: '00001530-1212-efde-1523-785feabcd123', characteristic: '00001531-1212-efde-1523-785feabcd123' },
    message: '0104',
  },
  {
    name: 'MCUmgr SMP',
    ...{ service: '8d53dc1d-1db7-4cd3-868b-8a527460aa84', characteristic: 'da2e7828-fbce-4e01-ae9e-261174997c48' },
    message: '0000000100000006a0',
  },
  {
    name: 'Silicon Labs OTA',
    ...{ service: '1d14d6ee-fd63-4fa1-bfa4-8f47b42119f0', characteristic: 'f7bf3564-fb6d-4e53-88a4-5e37e0326063' },
    message: '00',
  },
  {
    name: 'Texas Instruments OAD',
    ...{ service: 'f000ffc0-0451-4000-b000-000000000000', characteristic: 'f000ffc1-0451-4000-b000-000000000000' },
    message: '00000000000000000000000000000000',
  },
  {
    name: 'Dialog SUOTA',
    ...{ service: 'fef5', characteristic: '8082caa8-41a6-4021-91c6-56f9b954cc34', message: '00000013' },
  },
  {
    name: 'STMicroelectronics OTA',
    ...{ service: 'fe20', characteristic: '0000fe22-8e22-4541-9d4c-21edae82ed19', message: '01007000' },
  },
  {
    name: 'Telink OTA',
    ...{ service: '00010203-0405-0607-0809-0a0b0c0d1912', characteristic: '00010203-0405-0607-0809-0a0b0c0d2b12' },
    message: '00ff',
  },
  {
    name: 'Espressif OTA',
    ...{ service: '8018', characteristic: '8022', message: '0100000000' },
  },
];
