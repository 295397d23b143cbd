import type { PrivacyLabel } from '../../schemas/types.ts';
import type { Verdict } from '../render/words.ts';
import type { Standing } from './standing.ts';

/** The answer in a few words, and the mark beside it. */
export const standingWords: Readonly<Record<Standing, { readonly title: string; readonly mark: Verdict }>> = {
  'in-force': { title: 'This certificate is genuine and in force', mark: 'pass' },
  'status-unknown': {
    title: 'This certificate is genuine; whether it was withdrawn since is not known',
    mark: 'inconclusive',
  },
  withdrawn: { title: 'This certificate was withdrawn', mark: 'fail' },
  suspended: { title: 'This certificate is suspended', mark: 'fail' },
  expired: { title: 'This certificate has ended', mark: 'fail' },
  'page-too-old': { title: 'This page is too old to say anything', mark: 'inconclusive' },
  'not-valid': { title: 'This is not a valid certificate', mark: 'fail' },
};

/** What it means for somebody with the toy in hand. */
export const meaning: Readonly<Record<Standing, string>> = {
  'in-force':
    'It counts for the versions named below. If the toy or its app shows another version, ask the manufacturer whether that version was tested too.',
  'status-unknown':
    'Open this page while you are connected to the internet, or fetch a new bundle, to learn whether it still counts.',
  withdrawn:
    'Do not rely on it. The toy may have been changed, or something may have been found. Ask the manufacturer.',
  suspended: 'Do not rely on it until it is reinstated. Ask the manufacturer.',
  expired: 'What was tested then is no longer vouched for. Ask the manufacturer for a newer certificate.',
  'page-too-old':
    'What it knows of laboratories and certification bodies counts no more. Open the page anew where it came from; that says nothing for the certificate and nothing against it.',
  'not-valid': 'Rely on nothing in it. It may be damaged, changed, or made by somebody who may not certify.',
};

/** Codes that a device whose clock is wrong gives, whatever it is shown. */
export const ofClock: readonly string[] = ['FUTURE', 'STATUS_FUTURE', 'COSIG_FUTURE'];

export const connectionWords: Readonly<Record<string, string>> = {
  wifi: 'Wi-Fi',
  'wifi-setup-network': 'a Wi-Fi network of its own, for setting it up',
  'bluetooth-le': 'Bluetooth Low Energy',
  'bluetooth-classic': 'Bluetooth',
  'ip-network': 'the home network',
  'cloud-service': 'a service on the internet',
  'android-app': 'an Android app',
  'ios-app': 'an iPhone or iPad app',
  'web-app': 'a web site with an account',
  'remote-audio': 'voice from a distance',
};

export const roleWords: Readonly<Record<PrivacyLabel['recipients'][number]['role'], string>> = {
  'first-party': 'the manufacturer itself',
  processor: 'works for the manufacturer',
  'third-party': 'another company',
};

/** A country by its code, in words where the browser knows them. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
