import type { Report, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';

export type Verdict = ReportRequirement['verdict'];

/** The five marks, in the order in which they matter. Each has a word and a sign, so that colour is never alone. */
export const verdicts: readonly { readonly verdict: Verdict; readonly word: string; readonly sign: string }[] = [
  { verdict: 'fail', word: 'fail', sign: '✕' },
  { verdict: 'inconclusive', word: 'inconclusive', sign: '?' },
  { verdict: 'pass', word: 'pass', sign: '✓' },
  { verdict: 'not-applicable', word: 'not applicable', sign: '–' },
  { verdict: 'not-tested', word: 'not tested', sign: '○' },
];

export const wordOf = (verdict: Verdict): string => verdicts.find((one) => one.verdict === verdict)?.word ?? verdict;

export const signOf = (verdict: Verdict): string => verdicts.find((one) => one.verdict === verdict)?.sign ?? '';

export const outcomeWords: Readonly<Record<Report['outcome'], string>> = {
  conforms: 'conforms',
  'does-not-conform': 'does not conform',
  inconclusive: 'inconclusive',
};

/** The verdict that stands for an outcome. */
export const outcomeVerdict: Readonly<Record<Report['outcome'], Verdict>> = {
  conforms: 'pass',
  'does-not-conform': 'fail',
  inconclusive: 'inconclusive',
};

export const selectionVerdict: Readonly<Record<Exclude<ReportTestCase['selection'], 'selected'>, Verdict>> = {
  'not-applicable': 'not-applicable',
  'above-level': 'not-tested',
  'not-tested': 'not-tested',
};

export const reasonWords: Readonly<Record<string, string>> = {
  'evidence-missing': 'evidence is missing',
  'evidence-insufficient': 'the evidence does not suffice',
  vacuous: 'nothing was there to judge',
  'spec-crashed': 'the test itself broke',
  'not-judged': 'the suites hold no test for it',
};

/** Why an instrument observed nothing. */
export const notObservedWords: Readonly<Record<string, string>> = {
  unreachable: 'not reachable',
  'timed-out': 'timed out',
  interrupted: 'interrupted',
  'tool-missing': 'a tool is missing',
  declined: 'declined',
  'input-missing': 'an input is missing',
  'probe-failed': 'the instrument failed',
};

const groupNames: Readonly<Record<string, string>> = {
  AUTH: 'Credentials and login',
  NET: 'Services on the local network',
  COMM: 'Protection in transit',
  BT: 'Bluetooth',
  WIFI: 'Joining and set-up',
  AV: 'Microphones, cameras, sensors',
  DATA: 'Children’s personal data',
  CONS: 'Notice and consent',
  APP: 'Companion apps',
  WEB: 'Companion web sites',
  API: 'The toy’s cloud',
  UPD: 'Updates',
  FW: 'Firmware and hardware',
  VULN: 'When somebody finds a flaw',
  RES: 'Staying up',
  LIFE: 'From box to bin',
  INFO: 'What a guardian can read',
  FAIR: 'No pushing',
  AI: 'Toys that converse',
};

/** The name of a group of requirements; its code where it has none here. */
export const groupName = (code: string): string => groupNames[code] ?? code;

export const partWords: Readonly<Record<Report['product']['parts'][number]['kind'], string>> = {
  firmware: 'firmware',
  'android-app': 'Android app',
  'ios-app': 'iOS app',
  'web-app': 'web app',
  cloud: 'cloud service',
  hardware: 'hardware',
};

/** The name under which the bench keeps a value of its family, such as `guardianEmail`, as people write it. */
export const valueName = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
