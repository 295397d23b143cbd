import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive, inTime, limit } from '../../vocabulary.ts';
import { onToy } from '../services.ts';

describe('NET-5 Malformed input does not stop a service', () => {
  it('NET-5-1 each declared service still answers a valid request after the malformed corpus', () => {
    const declared = onToy(evidence('declaration'));
    const { services, messages } = evidence('malformed-input');
    const delivered = grouped(
      messages.filter(({ answer }) => answer !== 'not-connected'),
      ({ service }) => service,
    );
    const forgotten = declared.filter(({ id }) => !services.some(({ service }) => service === id));
    eachRow<{ readonly id: string }>([...services, ...forgotten], ({ id }) => {
      const row = services.find((service) => service.id === id);
      if (row === undefined) inconclusive(`the declared service ${id} was sent no malformed input`);
      const { service, unit, protocol, answeredBefore, answeredAfter, lateness, messages: sent } = row;
      const where = `${service} of ${unit} (${protocol}, ${row.family})`;
      if (!answeredBefore) inTime('malformed-input', lateness, `an answer of ${where}`);
      if (!answeredBefore) inconclusive(`${where} answered no valid request before the malformed input`);
      const own = delivered(id);
      for (const gone of own.filter(({ aliveAfter }) => !aliveAfter)) {
        const { message, recoveredAfterMilliseconds: recovered } = gone;
        if (recovered === null || recovered > 1000 * limit('recoverySeconds'))
          inTime('malformed-input', gone.lateness, `${where} after "${message}"`);
        expect(recovered, `${where} stopped answering after "${message}"`).not.to.be.null;
        const seconds = (recovered ?? 0) / 1000;
        const said = `${where} was gone for ${seconds} s after "${message}"`;
        expect(seconds, said).to.be.at.most(limit('recoverySeconds'));
      }
      if (!answeredAfter) inTime('malformed-input', lateness, `an answer of ${where}`);
      expect(answeredAfter, `${where} answered no valid request after the malformed input`).to.be.true;
      if (sent === 0 || own.length === 0) inconclusive(`no malformed message reached ${where}`);
    });
  });
});
