import { snmpd } from '../../development/service-peers.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'snmpd that answers the community public',
    needs: ['snmpd'],
    start: ({ address }) => snmpd({ address, port: 161 }),
    ixit: { services: [service(161, 'snmp', { transport: 'udp' })] },
    expect: { 'NET-3-1': { fail: 'public sysDescr.0' }, 'NET-7-1': 'pass' },
  },
];
