import { fault, of, type Fault } from './seeded.fixture.ts';

const net2 = of('NET-2');
const statement = /statement: >\n(?: {2}.*\n)+/;
const rationale = /rationale: >\n(?: {2}.*\n)+/;
const said = (text: string) => `statement: >\n  ${text}\n`;
const obliged = 'The toy SHALL NOT offer a remote shell';
const hard =
  'Notwithstanding the considerable heterogeneity characterising contemporary embedded communication architectures, the unconditional availability of inadequately authenticated administrative interfaces constitutes an immediately exploitable compromise opportunity for arbitrarily positioned adversaries.';
const pending = '    purpose: nothing is left open\n    evidence: [outage]\n    how: Look at it.\n';
const proposed = (id: string, more = '') =>
  `id: ${id}\ntitle: A requirement of a test, ${id}\nlevel: basic\nstrength: mandatory\nmaturity: proposed\napplies: []\n${more}statement: The toy SHALL be kind.\nrationale: A child must be safe.\nguidance: { manufacturer: Be kind., examiner: Look. }\nreferences: {}\ntestCases: []\npending:\n  - id: ${id}-1\n    method: test\n${pending}`;

/** Faults in the form of a requirement. */
const inForm: readonly Fault[] = [
  fault('YAML that is broken', 'SYNTAX', {
    file: net2,
    from: 'level: basic',
    to: 'level: [basic',
  }),
  fault('a field given twice', 'DUPLICATE_KEY', {
    file: net2,
    from: 'level: basic',
    to: 'level: basic\nlevel: high',
  }),
  fault('an alias', 'ALIAS', {
    file: net2,
    from: 'level: basic\nstrength: mandatory',
    to: 'level: &a basic\nstrength: *a',
  }),
  fault('a field that nobody knows', 'UNKNOWN_FIELD', {
    file: net2,
    from: 'level: basic',
    to: 'level: basic\nseverity: 5',
  }),
  fault('a field that would poison a prototype', 'UNKNOWN_FIELD', {
    file: net2,
    from: 'level: basic',
    to: 'level: basic\n__proto__: {}',
  }),
  fault('a test case without a purpose', 'MISSING', {
    file: net2,
    from: /\n {4}purpose: .*/,
    to: '',
  }),
  fault('a statement that is a number', 'TYPE', {
    file: net2,
    from: statement,
    to: 'statement: 5\n',
  }),
  fault('a level that does not exist', 'SCHEMA', {
    file: net2,
    from: 'level: basic',
    to: 'level: extreme',
  }),
  fault('an id of another form', 'FORMAT', {
    file: net2,
    from: 'id: NET-2\n',
    to: 'id: NET_2\n',
  }),
  fault('a file without end', 'SIZE', { file: net2, to: '#'.repeat(5_000_000) }),
  fault('bytes that are no text', 'SYNTAX', { file: net2, to: 'id: "\\' }),
  fault(
    'a requirement that is gone, though suites and incidents still name it',
    ['DEFECT', 'INCIDENT', 'SPEC_ORPHAN', 'UNCOVERED'],
    { file: net2 },
  ),
];

/** Faults in the words of a requirement. */
const inWords: readonly Fault[] = [
  fault('two obligations in one statement', 'OBLIGATION', {
    file: net2,
    from: statement,
    to: said(`${obliged} and SHALL be kind.`),
  }),
  fault('a statement that obliges nobody', 'OBLIGATION', {
    file: net2,
    from: statement,
    to: said('The toy is a quiet one.'),
  }),
  fault('a duty in the words of advice', 'OBLIGATION', {
    file: net2,
    from: statement,
    to: said('The toy SHOULD be quiet.'),
  }),
  fault('hostile markup in a statement', 'MARKUP', {
    file: net2,
    from: statement,
    to: said(`${obliged} <img src=x onerror=alert(1)>.`),
  }),
  fault('a script address', 'MARKUP', {
    file: net2,
    from: rationale,
    to: 'rationale: See javascript:alert(1) for more.\n',
  }),
  fault('a character that turns the text round', 'MARKUP', {
    file: net2,
    from: rationale,
    to: 'rationale: "A child \\u202e is safe."\n',
  }),
  fault('"and/or"', 'AND_OR', { file: net2, from: statement, to: said(`${obliged} and/or a debugger.`) }),
  fault('American spelling', 'SPELLING', { file: net2, from: statement, to: said(`${obliged} of any color.`) }),
  fault('an abbreviation that nobody explains', 'ABBREVIATION', {
    file: net2,
    from: statement,
    to: said(`${obliged} over XQZ.`),
  }),
  fault('another word for a term of the glossary', 'TERM', {
    file: net2,
    from: statement,
    to: said(`${obliged} to a caregiver.`),
  }),
  fault('a rationale that no guardian can read', 'GRADE', {
    file: net2,
    from: rationale,
    to: `rationale: >\n  ${hard}\n`,
  }),
  fault('a purpose that wishes', ['PURPOSE', 'SPEC_TITLE'], {
    file: net2,
    from: /purpose: .*/,
    to: 'purpose: no port should speak it',
  }),
  fault('a title that another requirement bears', ['SAME_TITLE', 'SPEC_TITLE'], {
    file: net2,
    from: /title: .*/,
    to: 'title: Guessing is slowed down',
  }),
];

/** Faults in what a requirement says of tests, limits and other requirements. */
const inMeaning: readonly Fault[] = [
  fault('a limit that the text does not name', 'LIMIT', {
    file: of('VULN-3'),
    from: 'limits: { days: 92 }\nstricter: {',
    to: 'limits: { days: 92, moons: 2 }\nstricter: { moons: lower,',
  }),
  fault('a text that names a limit that is not set', 'LIMIT', {
    file: net2,
    from: statement,
    to: said(`${obliged} for {moons} days.`),
  }),
  fault('a limit that does not say when it is stricter', 'HOUSE', {
    file: of('VULN-3'),
    from: 'stricter: { days: lower }\n',
    to: '',
  }),
  fault('a condition on a feature that does not exist', 'UNKNOWN_FEATURE', {
    file: net2,
    from: 'applies: [ip-network]',
    to: 'applies: [ip-netwrok]',
  }),
  fault('two test cases with one id', 'DUPLICATE_ID', {
    file: net2,
    from: /testCases:\n((?:.*\n)+)/,
    to: 'testCases: [{ id: NET-2-1, method: test, purpose: this is so, evidence: [open-ports] }, { id: NET-2-1, method: test, purpose: this is not so, evidence: [open-ports] }]\n',
  }),
  fault(
    'an id that is given twice',
    ['DUPLICATE_ID', 'MISPLACED', 'SAME_TITLE'],
    { file: of('AUTH-77'), to: proposed('VULN-77') },
    { file: of('VULN-77'), to: proposed('VULN-77') },
  ),
  fault('a requirement in the folder of another group', 'MISPLACED', { file: of('AUTH-77'), to: proposed('VULN-77') }),
  fault('a test case of another requirement', 'MISPLACED', {
    file: of('VULN-77'),
    to: proposed('VULN-77').replace('VULN-77-1', 'VULN-3-7'),
  }),
  fault('a requirement of a group that does not exist', 'GROUP', { file: of('ZOO-1'), to: proposed('ZOO-1') }),
  fault('a successor of nothing', 'SUPERSEDES', {
    file: of('VULN-77'),
    to: proposed('VULN-77', 'supersedes: VULN-66\n'),
  }),
  fault(
    'a ring of successors',
    'SUPERSEDES',
    { file: of('VULN-77'), to: proposed('VULN-77', 'supersedes: VULN-78\n') },
    { file: of('VULN-78'), to: proposed('VULN-78', 'supersedes: VULN-77\n') },
  ),
  fault(
    'two successors of one',
    'SUPERSEDES',
    { file: of('VULN-77'), to: proposed('VULN-77', 'supersedes: VULN-3\n') },
    { file: of('VULN-78'), to: proposed('VULN-78', 'supersedes: VULN-3\n') },
  ),
  fault('a proposed requirement that can be tested', 'MATURITY', {
    file: net2,
    from: 'level: basic',
    to: 'level: basic\nmaturity: proposed',
  }),
  fault('a proposed requirement that nobody will ever test', 'MATURITY', {
    file: of('VULN-77'),
    to: proposed('VULN-77').replace(/pending:\n(.*\n)+/, ''),
  }),
  fault('a withdrawn requirement that does not say why', 'MATURITY', {
    file: net2,
    from: 'level: basic',
    to: 'level: basic\nmaturity: withdrawn',
  }),
  fault('an instrument that does not exist', 'INSTRUMENT', {
    file: of('VULN-77'),
    to: proposed('VULN-77').replace('[outage]', '[crystal-ball]'),
  }),
  fault('an examiner who is asked nothing', 'QUESTIONS', {
    file: net2,
    from: 'evidence: [declaration, open-ports]',
    to: 'evidence: [declaration, assessor]',
  }),
  fault('an interview with nobody', 'METHOD', { file: net2, from: 'method: test', to: 'method: interview' }),
  fault('a test case that no spec judges', 'SPEC_MISSING', {
    file: net2,
    from: /$/,
    to: '  - { id: NET-2-9, method: test, purpose: something is so, evidence: [open-ports] }\n',
  }),
];

/** Faults in one requirement. */
export const faultsInRequirements: readonly Fault[] = [...inForm, ...inWords, ...inMeaning];
