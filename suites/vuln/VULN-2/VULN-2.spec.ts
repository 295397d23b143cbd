import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

const severities = ['low', 'medium', 'high', 'critical'] as const;

describe('VULN-2 Reports are acted on in time', () => {
  it('VULN-2-1 each severity has a time', () => {
    const { vulnerabilityTimes } = evidence('declaration').ixit;
    eachRow(
      severities.map((id, index) => ({ id, lighter: severities[index - 1] })),
      ({ id, lighter }) => {
        const own = vulnerabilityTimes.filter(({ severity }) => severity === id);
        expect(own, `no time is declared for reports of the severity ${id}`).to.not.be.empty;
        const before = vulnerabilityTimes.filter(({ severity }) => severity === lighter);
        for (const { actDays } of own)
          for (const other of before)
            expect(actDays, `${id} is given ${actDays} days, ${other.severity} only ${other.actDays}`).to.be.at.most(
              other.actDays,
            );
      },
    );
  });

  it('VULN-2-2 the last reports were handled within these times', () => {
    const { vulnerabilityTimes } = evidence('declaration').ixit;
    expect(vulnerabilityTimes, 'the declaration names no times').to.not.be.empty;
    eachRow(vulnerabilityTimes, ({ id, severity, acknowledgeDays, actDays }) => {
      const [reports, acknowledged, acted] = [
        reading('reports-seen', id),
        reading('longest-acknowledgement', id),
        reading('longest-action', id),
      ];
      if (reports === 0) {
        expect(acknowledged + acted, `times are given for ${severity}, of which no report was seen`).to.equal(0);
        return;
      }
      const slow = (what: string, days: number, most: number) =>
        `${what} of a report of the severity ${severity} took ${days} days, declared are ${most}`;
      expect(acknowledged, slow('acknowledgement', acknowledged, acknowledgeDays)).to.be.at.most(acknowledgeDays);
      expect(acted, slow('action', acted, actDays)).to.be.at.most(actDays);
    });
  });
});

function reading(question: string, row: string): number {
  const { number } = answer(question, row);
  if (number === undefined) inconclusive(`${question} has no number`);
  return number;
}
