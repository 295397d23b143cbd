import { visible } from '../../reports/render/text.ts';
import type { Certified } from './certify-run.ts';

/** What was done and what is next, for a person. */
export function certifyTold(folder: string, { certificate, out, review, open }: Certified): string {
  const lines =
    certificate === undefined
      ? [
          `The report is valid, and the evidence gives the same verdicts. ${open.length} things are for a person to look at:`,
          ...open.slice(0, most).map((item) => `  ○ ${item}`),
          ...(open.length > most ? [`  … and ${open.length - most} more`] : []),
          `Review    ${review}; write "accepted" or "refused" at each`,
          'Next      give the same command again',
        ]
      : [
          `${certificate.id} certifies ${certificate.product.model} of ${certificate.product.manufacturer}, level ${certificate.level}, edition ${certificate.standard.edition}`,
          `Ends      ${certificate.expiresAt}, ${why[certificate.endsBecause]}`,
          `Rests on  ${certificate.report.id}, ${certificate.decision.judgements} judgements computed again`,
          `Written   ${out}`,
          `Next      toymark registry publish REGISTRY ${out ?? folder} --key LOGKEY`,
        ];
  return `${lines.map((line) => visible(line)).join('\n')}\n`;
}

const most = 40;

const why = {
  'scheme-term': 'the longest term of the scheme',
  'support-end': 'when security support ends',
  'edition-transition': 'when the edition ceases to count',
} as const;
