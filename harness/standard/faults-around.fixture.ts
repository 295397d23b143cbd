import { fault, of, type Fault } from './seeded.fixture.ts';

const feature = (more: string) =>
  `features:\n  - { id: wings, question: Can it fly?, help: Any height., rows: [{ table: sensors }], ${more} }\n`;
const etsi = 'crosswalks/etsi-en-303-645.yaml';

/** Faults in the documents around the requirements. */
export const faultsAround: readonly Fault[] = [
  fault('an incident that does not exist', 'INCIDENT', {
    file: of('NET-2'),
    from: 'incidents: [',
    to: 'incidents: [titanic-1912, ',
  }),
  fault('an incident that does not name the requirement', 'INCIDENT', {
    file: of('NET-2'),
    from: 'incidents: [',
    to: 'incidents: [cayla-2014, ',
  }),
  fault('a requirement on protection in transit that answers nothing that happened', 'INCIDENT', {
    file: of('COMM-2'),
    from: /incidents: .*\n/,
    to: '',
  }),
  fault('a standard without a crosswalk', 'CROSSWALK', {
    file: of('NET-2'),
    from: 'references:',
    to: "references:\n  unheard-of: ['1']",
  }),
  fault('a clause that does not exist', 'CLAUSE', {
    file: of('NET-2'),
    from: 'etsi-en-303-645: [',
    to: 'etsi-en-303-645: [5.99-1, ',
  }),
  fault('a relation to a clause that the requirement does not name', 'CROSSWALK', {
    file: etsi,
    from: 'clauses:',
    to: "relations: [{ requirement: NET-2, clause: '6-1', relation: subset, read: false }]\nclauses:",
  }),
  fault('a provision that nobody answers and nobody excuses', 'UNCOVERED', {
    file: etsi,
    from: 'clauses:',
    to: "clauses:\n  - { clause: '7-1' }",
  }),
  fault('a provision that is answered and said not to be', 'CROSSWALK', {
    file: etsi,
    from: /subject: 'The model can be recognised',/,
    to: "subject: 'The model can be recognised', notCovered: 'Nobody asks.',",
  }),
  fault('a clause that is listed twice', 'DUPLICATE_ID', {
    file: etsi,
    from: 'clauses:',
    to: "clauses:\n  - { clause: '6-1' }",
  }),
  fault('a term that is explained twice', 'DUPLICATE_ID', {
    file: 'glossary.yaml',
    from: 'terms:',
    to: 'terms:\n  - { term: toy, definition: Another thing., source: this standard }',
  }),
  fault('a term without a source', 'MISSING', {
    file: 'glossary.yaml',
    from: 'terms:',
    to: 'terms:\n  - { term: zebra, definition: A striped horse. }',
  }),
  fault('a feature that implies one that does not exist', 'UNKNOWN_FEATURE', {
    file: 'features.yaml',
    from: 'features:\n',
    to: feature('implies: [feathers]'),
  }),
  fault('a feature that implies and excludes the same', 'CONTRADICTION', {
    file: 'features.yaml',
    from: 'features:\n',
    to: feature('implies: [wifi], excludes: [ip-network]'),
  }),
  fault('a feature with a table that no declaration has', 'TABLE', {
    file: 'features.yaml',
    from: 'features:\n',
    to: feature('implies: [wifi], tables: [feathers]'),
  }),
  fault('a feature on which nothing depends', 'UNUSED', {
    file: 'features.yaml',
    from: 'features:\n',
    to: feature('tables: []').replace(/ rows: [^}]*}],/, ''),
  }),
  fault('a feature that is asked twice', 'DUPLICATE_ID', {
    file: 'features.yaml',
    from: 'features:\n',
    to: 'features:\n  - { id: wifi, question: Again?, help: Any. }\n',
  }),
  fault('a chapter without a requirement', 'UNUSED', {
    file: 'groups.yaml',
    from: 'groups:',
    to: 'groups:\n  - { id: ZOO, title: Animals, about: All of them. }',
  }),
  fault('an instrument that exists and is not described', 'INSTRUMENT', {
    file: 'instruments.yaml',
    from: 'id: open-ports',
    to: 'id: closed-ports',
  }),
  fault('a clause of the document that is given twice', 'DUPLICATE_ID', {
    file: 'clauses/zz.yaml',
    to: 'clause: verdicts\ntitle: Again\norder: 1\nnormative: true\ntext: The very same.\n',
  }),
];

const edition = (name: string) => `editions/${name}.yaml`;
const draft = "edition: '9.9'\ntitle: Toys\nstatus: draft\nlevels: [basic, substantial, high]\n";

/** Faults in editions, and against what was published. The copy holds a published edition 0.9 with INFO-3. */
export const faultsInEditions: readonly Fault[] = [
  fault('an edition that sets a limit that the requirement does not have', 'ADJUSTMENT', {
    file: edition('next'),
    from: '{ length: 10 }',
    to: '{ breadth: 10 }',
  }),
  fault('an edition that leaves out what does not exist', 'ADJUSTMENT', {
    file: edition('1.0'),
    from: 'except: [',
    to: 'except: [ZOO, ',
  }),
  fault('an edition that lists what does not exist', 'ADJUSTMENT', {
    file: edition('9.9'),
    to: `${draft}requirements: [{ id: NET-77, level: basic }]\n`,
  }),
  fault('an edition that holds a requirement and its successor', 'ADJUSTMENT', {
    file: edition('9.9'),
    to: `${draft}requirements: [{ id: COMM-10, level: basic }, { id: COMM-15, level: basic }]\n`,
  }),
  fault(
    'a requirement in no edition',
    'ORPHAN',
    { file: edition('next'), from: 'adjustments:', to: 'except: [NET-3]\nadjustments:' },
    { file: edition('1.0'), from: 'except: [', to: 'except: [NET-3, ' },
  ),
  fault('a published edition without its frozen copy', 'FROZEN', {
    file: edition('9.9'),
    to: `${draft.replace('draft', 'published')}requirements: [{ id: NET-2, level: basic }]\n`,
  }),
  fault('a published edition that selects whatever there is', 'FROZEN', {
    file: edition('9.9'),
    to: `${draft.replace('draft', 'published')}requirements: all\n`,
  }),
  fault('a statement that changed under its published id', 'MEANING', {
    file: of('INFO-3'),
    from: 'SHALL be',
    to: 'SHALL always be',
  }),
  fault('a published id that means something else', ['MEANING', 'SPEC_TITLE', 'UNCOVERED'], {
    file: of('INFO-3'),
    from: /title: [^]*$/,
    to: 'title: The toy sings\nlevel: basic\nstrength: mandatory\napplies: [ip-network]\nstatement: The toy SHALL sing.\nrationale: A child likes it.\nguidance: { manufacturer: Sing., examiner: Listen. }\nreferences: {}\ntestCases:\n  - { id: INFO-3-1, method: test, purpose: a song is heard, evidence: [open-ports] }\n',
  }),
  fault('a published test case that finds out something else', ['MEANING', 'SPEC_TITLE'], {
    file: of('INFO-3'),
    from: /purpose: .*/,
    to: 'purpose: every toy sings',
  }),
  fault('a published requirement that is gone', ['DEFECT', 'MEANING', 'SPEC_ORPHAN', 'UNCOVERED'], {
    file: of('INFO-3'),
  }),
  fault('a frozen requirement that was touched', 'FROZEN', {
    file: `published/0.9/${of('INFO-3')}`,
    from: 'SHALL',
    to: 'MAY',
  }),
  fault('a frozen vocabulary that was touched', 'FROZEN', {
    file: 'published/0.9/features.yaml',
    from: 'features:',
    to: '# later\nfeatures:',
  }),
  fault('a document that crept into a frozen copy', 'FROZEN', {
    file: 'published/0.9/clauses/zz.yaml',
    to: 'clause: late\ntitle: Late\norder: 1\nnormative: true\ntext: Far too late.\n',
  }),
];
