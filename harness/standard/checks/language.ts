import readability from 'text-readability';
import type { Problem, ProblemCode } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';
import { textsOf } from '../texts.ts';

/** School grade (Flesch-Kincaid) above which a rationale is too hard for those it is written for. */
const hardest = 12;

// The endings and words that differ most often; a dictionary would find more and err more.
const american =
  /\b(\w*(?:color|behavior|favor|honor)(?:s|ed|ing)?|center(?:s|ed)?|(?:un)?authoriz\w+|recogniz\w+|minimiz\w+|organiz\w+|personaliz\w+|initializ\w+|judgment\w*|catalog|license[ds] plate|canceled|labeled|modeled|fulfill)\b/i;

// Words that a guardian knows, though written in capitals, beside those of RFC 2119.
const known = new Set(
  (
    'SHALL SHOULD MUST MAY NOT ALL A I TV PC PIN USB ID IP TCP UDP HTTP HTTPS HTML URL DNS TLS SSL SQL NFC QR SD SIM ' +
    'IPv4 IPv6 JSON YAML CSV PDF API BLE GPS RFC ETSI EN TS ISO IEC NIST OWASP EU UK US CVE WPA WPA2 WPA3 WEP TKIP WPS ' +
    'MQTT CoAP FTP TFTP SSH DHCP UPnP SSDP mDNS UART JTAG SWD MUD RSA ECDSA SHA AES MD5 OOB'
  ).split(' '),
);

interface Rule {
  readonly code: ProblemCode;
  /** What the text says wrongly; undefined where it does not. */
  readonly finds: (text: string) => string | undefined;
  readonly hint: string;
}

const rules: readonly Rule[] = [
  {
    code: 'AND_OR',
    finds: (text) => (/\band\/or\b/i.test(text) ? '"and/or" says two things at once' : undefined),
    hint: 'Say "or", or "both", or write two requirements.',
  },
  {
    code: 'SPELLING',
    finds: (text) => {
      const word = american.exec(text)?.[0];
      return word === undefined ? undefined : `"${word}" is not British spelling`;
    },
    hint: 'As in colour, behaviour, authorise, judgement, catalogue.',
  },
  {
    code: 'MARKUP',
    finds: (text) =>
      // eslint would have these as escapes only; a tag, a control or a character that turns the direction of a text.
      /<[a-z!/]|&[a-z#][a-z0-9]*;|[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]|javascript:/iu.test(
        text,
      )
        ? 'it holds markup, an invisible character or a script address'
        : undefined,
    hint: 'The texts of the standard are words.',
  },
];

/** The prose in British spelling, in the glossary's words, readable for those whom it protects. */
export const check: Check = ({ requirements, around }) => {
  const terms = around.glossary.flatMap(({ value }) => value.terms);
  const abbreviations = new Set([...known, ...terms.flatMap(({ term }) => term.split(/[\s-]+/))]);
  const instead = terms.flatMap(({ term, insteadOf = [] }) => insteadOf.map((word) => ({ word, term })));
  return requirements.flatMap(({ value, where }): Problem[] => [
    ...textsOf(value).flatMap(({ path, text, decides }) => [
      ...rules.flatMap(({ code, finds, hint }): Problem[] => {
        const problem = finds(text);
        return problem === undefined ? [] : [{ code, where: where(path), problem, hint }];
      }),
      ...(decides ? foreign(text, abbreviations) : []).map((word): Problem => ({
        code: 'ABBREVIATION',
        where: where(path),
        problem: `"${word}" is neither in the glossary nor known to everybody`,
        hint: 'Spell it, or add the term to standard/glossary.yaml.',
      })),
      ...(decides ? instead : [])
        .filter(({ word }) => new RegExp(`\\b${word}s?\\b`, 'i').test(text))
        .map(({ word, term }): Problem => ({
          code: 'TERM',
          where: where(path),
          problem: `"${word}" is said with the term "${term}"`,
          hint: 'standard/glossary.yaml gives each thing one name.',
        })),
    ]),
    ...hard(value.rationale).map((problem): Problem => ({
      code: 'GRADE',
      where: where(['rationale']),
      problem,
      hint: 'Shorter sentences, shorter words: a guardian reads this.',
    })),
  ]);
};

const foreign = (text: string, abbreviations: ReadonlySet<string>): readonly string[] =>
  [...new Set(text.match(/\b[A-Z]{2,}[0-9]*\b(?!-[0-9])/g) ?? [])].filter((word) => !abbreviations.has(word));

function hard(rationale: string): readonly string[] {
  const grade = readability.fleschKincaidGrade(rationale);
  return grade > hardest ? [`the rationale reads at school grade ${grade.toFixed(1)}, at most ${hardest}`] : [];
}
