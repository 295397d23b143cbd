// Generated from the schemas in this folder by `npm run format`; do not edit.

/**
 * UTC, to the second (RFC 3339 profile).
 */
export type Time = string
export type Line = string
/**
 * A calendar day (ISO 8601).
 */
export type Day = string
/**
 * A name that other rows refer to: lower case, digits and hyphens; parts are joined by a slash.
 */
export type Id = string
/**
 * Unique in the scheme; also a safe file name: capitals, digits and hyphens.
 */
export type CertificateId = string
/**
 * What can happen to a certificate (ISO/IEC 17065, 7.6 and 7.11).
 */
export type CertificateEvent = ("issued" | "suspended" | "reinstated" | "withdrawn")
/**
 * Why a certificate was suspended, reinstated or withdrawn; a closed list, because the log forgets nothing.
 */
export type CertificateReason = ("vulnerability" | "nonconformity" | "surveillance" | "misuse" | "holder-request" | "superseded" | "accreditation-lost" | "key-compromise" | "error" | "resolved")
export type RequirementId = string
export type TestCaseId = string
export type FeatureName = string
/**
 * SHA-256 of the bytes, in lower-case hexadecimal.
 */
export type Digest = string
/**
 * Assurance levels; each includes the ones before it (Regulation (EU) 2019/881, Article 52).
 */
export type Level = ("basic" | "substantial" | "high")
export type Strength = ("mandatory" | "recommended")
/**
 * How a test case finds out (OSCAL assessment methods).
 */
export type Method = ("test" | "examine" | "interview")
/**
 * ETSI TS 103 701 and TTCN words; the worst wins: not-applicable < pass < inconclusive < fail.
 */
export type Verdict = ("not-applicable" | "pass" | "inconclusive" | "fail")
export type InconclusiveReason = ("evidence-missing" | "evidence-insufficient" | "vacuous" | "spec-crashed" | "not-judged")
/**
 * What a key may sign.
 */
export type Role = ("laboratory" | "manufacturer" | "certification-body")
/**
 * How production stays what was tested: A internal control, B type examination, C conformity to type, D and E and H quality assurance, F verification, G single units.
 */
export type ConformityModule = ("A" | "B" | "B+C" | "B+D" | "B+E" | "B+F" | "G" | "H")
/**
 * A feature name, or a combination of conditions.
 */
export type Condition = (FeatureName | {
/**
 * @minItems 1
 * @maxItems 20
 */
any: Condition[]
} | {
/**
 * @minItems 1
 * @maxItems 20
 */
all: Condition[]
} | {
not: Condition
})
/**
 * All of these conditions hold, or the requirement does not apply. An empty list always applies.
 * 
 * @maxItems 20
 */
export type Applies = Condition[]
export type Text = string
/**
 * A UUID of Bluetooth in lower case: the short form 180a of an assigned one, or the long form.
 */
export type BluetoothUuid = string
/**
 * A property of a characteristic (Bluetooth Core, Vol 3 Part G 3.3.1.1).
 */
export type GattProperty = ("broadcast" | "read" | "write-without-response" | "write" | "notify" | "indicate" | "signed-write")
/**
 * Which end is the earliest: the longest term of the scheme, the end of security support that was declared, or the end of the transition to the following edition.
 */
export type CertificateEnd = ("scheme-term" | "support-end" | "edition-transition")
/**
 * One line of the evidence journal. Entries are chained by hash.
 */
export type JournalEntry = (JournalOpened | JournalObserved | JournalNotObserved | JournalClosed)
/**
 * Where the part stands in the report.
 */
export type LeafPath = string
/**
 * Where the part stands in the report.
 */
export type LeafPath1 = string
export type ReportOutcome = ("conforms" | "does-not-conform" | "inconclusive")
/**
 * Small evidence with the verdicts it must get.
 * 
 * @minItems 1
 * @maxItems 200
 */
export type Specimens = {
name: Line
/**
 * Tables by kind; members that a spec does not read may be left out.
 */
evidence: {
[k: string]: {

}
}
/**
 * Targets that were planned and not observed, by kind.
 */
missing?: {
/**
 * @minItems 1
 * @maxItems 10000
 */
[k: string]: string[]
}
limits?: Limits
expect: {
[k: string]: ("pass" | "inconclusive" | "fail")
}
finding?: Text
}[]

export interface AccreditationRole {
/**
 * @minItems 1
 * @maxItems 16
 */
keyids: string[]
threshold: number
}
export interface AccreditationKey {
keytype: string
scheme: string
keyval: {
public: string
}
}
export interface AccreditationRoot {
_type: "root"
spec_version: string
version: number
expires: Time
consistent_snapshot: true
keys: {
[k: string]: AccreditationKey
}
roles: {
root: AccreditationRole
targets: AccreditationRole
snapshot: AccreditationRole
timestamp: AccreditationRole
}
}
export interface AccreditationTargets {
_type: "targets"
spec_version: string
version: number
expires: Time
targets: {
[k: string]: AccreditationTarget
}
}
export interface AccreditationTarget {
length: number
hashes: {
sha256: string
}
}
export interface AccreditationSnapshot {
_type: "snapshot"
spec_version: string
version: number
expires: Time
meta: {
"targets.json": AccreditationMeta
}
}
export interface AccreditationMeta {
version: number
length: number
hashes: {
sha256: string
}
}
export interface AccreditationTimestamp {
_type: "timestamp"
spec_version: string
version: number
expires: Time
signedAt?: Time
meta: {
"snapshot.json": AccreditationMeta
}
}
/**
 * Who operates the service and agreed to these tests, on which day, and until which where it ends.
 */
export interface OperatorsConsent {
by: Line
on: Day
until?: Day
}
/**
 * Numbers and words that an edition may tighten without new code.
 */
export interface Limits {
[k: string]: (number | string)
}
export interface Judgement {
testCase: TestCaseId
requirement: RequirementId
verdict: ("pass" | "inconclusive" | "fail")
finding?: Text
reason?: InconclusiveReason
detail?: Text
grounds?: Text
/**
 * @maxItems 20000
 */
rows: RowJudgement[]
/**
 * Observations that were read.
 * 
 * @maxItems 5000
 */
evidence: Digest[]
}
export interface RowJudgement {
id: Line
verdict: ("pass" | "inconclusive" | "fail")
finding?: Text
reason?: InconclusiveReason
detail?: Text
}
/**
 * By how much the computer of the bench was late while it waited for something: its event loop stood still, or more than ten programs for each processor wanted to run. Recorded where the waiting ended without what was waited for, or is itself what counts; where it is more than half of the time, and half a second or more, nothing is said of the product.
 */
export interface Lateness {
waitedMilliseconds: number
lateMilliseconds: number
}
export interface Task {
id: Id
kind: EvidenceKind
target: Id
/**
 * @maxItems 50
 */
units: Id[]
/**
 * What only one instrument can use at a time.
 * 
 * @maxItems 10
 */
occupies: Line[]
estimatedSeconds: number
limitSeconds: number
/**
 * @maxItems 500
 */
testCases: TestCaseId[]
with?: {
[k: string]: (number | string | boolean)
}
}
/**
 * Metadata of the accreditation repository (The Update Framework 1.0), in a strict profile: no delegations, SHA-256 alone, lengths and digests everywhere.
 */
export interface AccreditationMetadata {
signed: (AccreditationRoot | AccreditationTargets | AccreditationSnapshot | AccreditationTimestamp)
/**
 * @minItems 1
 * @maxItems 32
 */
signatures: {
keyid: string
sig: string
}[]
}
/**
 * What an examiner saw, for repeat runs: one answer a question, and a row where the question is asked of each row.
 */
export interface Answers {
/**
 * @maxItems 2000
 */
answers: {
question: Line
row?: Id
choice?: Line
number?: number
text?: Text
/**
 * @maxItems 200
 */
list?: Line[]
photo?: Line
}[]
operator: Id
answeredAt?: Time
}
/**
 * The laboratory's side: how it reaches the units, who works there, and the synthetic child whose values are canaries.
 */
export interface Bench {
bench: 1
laboratory: {
name: Line
address: Line
accreditation?: Line
location?: Line
/**
 * A manufacturer assessing itself says so.
 */
kind: ("laboratory" | "manufacturer")
}
customer?: {
name: Line
address: Line
}
/**
 * @minItems 1
 * @maxItems 50
 */
operators: {
id: Id
name: Line
}[]
/**
 * Addresses of each unit, by unit id.
 */
reach: {
/**
 * @minItems 1
 * @maxItems 4
 */
[k: string]: string[]
}
/**
 * Host names that this bench resolves by itself.
 */
names?: {
[k: string]: string
}
network?: {
interface?: Line
}
secrets?: Line
/**
 * Values of the synthetic child and guardian, and as networkKey the key of the bench's Wi-Fi. Each is unlikely to occur by chance.
 */
child?: {
[k: string]: string
}
/**
 * How hard the bench may press.
 */
pace?: {
/**
 * Connections in flight.
 */
connections?: number
loginsPerSecond?: number
/**
 * To a service in the cloud, by one instrument; 20 where absent.
 */
requestsPerSecond?: number
}
baseline?: Line
/**
 * How the bench hears and speaks to Bluetooth.
 */
bluetooth?: {
/**
 * hci:0 for an adapter of this computer, or unix:/path of a controller that speaks H4, such as one of BlueZ's btvirt.
 */
adapter?: string
/**
 * The adapter for Bluetooth Classic, where it is another.
 */
classic?: string
/**
 * Nothing but the units and the bench is heard, and of the units only the one that is observed: each is switched on alone, or stands in a box of its own.
 */
shielded?: boolean
/**
 * The adapters of units that stand in a shielded box of their own, by unit.
 */
units?: {
[k: string]: {
le: string
classic?: string
}
}
/**
 * A machine that does to the units what a person would: one line of JSON for each act on this socket, with unit, act (pairing, restart, play, enter, passkey, confirm) and radio, and one line back. A person is asked where it is absent.
 */
hands?: string
/**
 * Seconds of the toy's clock in one of the bench's; only of emulated units, whose minutes pass in a moment.
 */
clockSpeed?: number
/**
 * The same over Bluetooth Classic, where it is another.
 */
classicClockSpeed?: number
/**
 * The machine touches one radio of a unit without the other, so that both can be observed at once; only of emulated units, since whoever holds a real one touches both.
 */
radiosApart?: boolean
/**
 * Which characteristics are written to: those alone whose declaration names a harmless value, or any, to which the operator consents.
 */
writes?: ("declared" | "any")
/**
 * Recordings of the units in use, with their own phone or app: of a sniffer, or the HCI log of the phone.
 * 
 * @maxItems 100
 */
captures?: {
unit: Id
file: Line
/**
 * The unit's Bluetooth address in the recording, where it is none of the declared ones.
 */
address?: string
}[]
}
/**
 * Address at which the bench reads the mails of its synthetic families; {address} is put in.
 */
mailbox?: string
/**
 * In which browser the web app is used: as families have it, which is the usual, or with the same engine and nothing around it, which takes a fifth less time and is known more easily by a page that looks for it. Where the light one is not installed, the other is taken.
 */
browser?: ("full" | "light")
trackers?: Line
/**
 * Hosts that belong to the bench, such as the post box of its family; what goes there is not told of the product.
 * 
 * @maxItems 50
 */
ownHosts?: Line[]
}
/**
 * Credentials of the units and accounts on the bench. Kept by the laboratory; evidence holds only salted digests.
 */
export interface BenchSecrets {
secrets: 1
/**
 * @maxItems 500
 */
credentials: {
unit: Line
credential: Line
username?: Line
value: string
}[]
}
/**
 * Everything that somebody needs to check one certificate: the certificate, the proof that it is in the register, its status when the bundle was made, and the report where its holder shows it. Nothing in it is believed because it is here.
 */
export interface CertificateBundle {
bundle: 1
certificate: Envelope
/**
 * The .tlog-proof, as text (C2SP tlog-proof).
 */
proof?: string
status?: Envelope
report?: Envelope
}
/**
 * DSSE envelope (Dead Simple Signing Envelope 1.0), in a strict profile.
 */
export interface Envelope {
payloadType: ("application/vnd.in-toto+json" | "application/vnd.toymark.status+json")
payload: string
/**
 * @minItems 1
 * @maxItems 16
 */
signatures: {
keyid: string
sig: string
}[]
}
/**
 * What a certification body attests after review and decision (ISO/IEC 17065:2012, 7.7): the predicate of a statement about one report.
 */
export interface Certificate {
certificate: 1
id: CertificateId
title: Line
issuedAt: Time
expiresAt: Time
endsBecause: CertificateEnd
scheme: CertificateScheme
body: CertifyingBody
holder: CertificateHolder
product: CertifiedProduct
standard: CertifiedStandard
level: Level
/**
 * Groups of requirements in which something was judged, sorted.
 * 
 * @minItems 1
 * @maxItems 40
 */
groups: string[]
module: ConformityModule
report: CertifiedReport
decision: CertificationDecision
/**
 * What the holder must go on doing (surveillance).
 * 
 * @maxItems 20
 */
conditions: Text[]
/**
 * What the reader cannot conclude; those of the report.
 * 
 * @maxItems 100
 */
limitations: Text[]
label: PrivacyLabel
registry?: Line
replaces?: CertificateId
}
export interface CertificateScheme {
name: Line
owner: Line
address?: Line
}
/**
 * The certification body; it signs.
 */
export interface CertifyingBody {
name: Line
address: Line
}
/**
 * The client to whom it is granted.
 */
export interface CertificateHolder {
name: Line
address?: Line
}
export interface CertifiedProduct {
manufacturer: Line
model: Line
modelNumber: Line
hardware?: Line
ages: {
from: number
to: number
}
/**
 * @maxItems 250
 */
placesOfSale: string[]
/**
 * The versions that were tested; another version is not certified.
 * 
 * @minItems 1
 * @maxItems 50
 */
parts: CertifiedPart[]
}
export interface CertifiedPart {
id: Id
kind: ("firmware" | "android-app" | "ios-app" | "web-app" | "cloud" | "hardware")
version: Line
sha256?: Digest
url?: Line
}
export interface CertifiedStandard {
edition: Line
title: Line
status: ("draft" | "published" | "withdrawn")
digest: Digest
}
/**
 * The one report on which the decision rests.
 */
export interface CertifiedReport {
id: string
digest: Digest
issuedAt: Time
laboratory: Line
accreditation?: Line
suites: Line
suitesDigest: Digest
declaration: Digest
evidence: Digest
}
export interface CertificationDecision {
reviewedBy: Id
decidedBy: Id
decidedAt: Time
/**
 * How many judgements the certification body computed again from the evidence, each the same.
 */
judgements: number
review: Digest
}
/**
 * What a family wants to know before it buys, from the declaration that was tested.
 */
export interface PrivacyLabel {
supportEnds: Day
contact?: Line
/**
 * Ways in which the toy speaks to others, as declared features.
 * 
 * @maxItems 20
 */
connections: FeatureName[]
/**
 * What the toy can perceive.
 * 
 * @maxItems 100
 */
sensors: LabelSensor[]
/**
 * @maxItems 500
 */
personalData: LabelData[]
/**
 * @maxItems 200
 */
recipients: LabelRecipient[]
}
export interface LabelSensor {
kind: FeatureName
description: Line
}
export interface LabelData {
item: Line
purpose: Line
retention: Line
sensitive: boolean
/**
 * Ids of the recipients below; empty where it stays in the toy.
 * 
 * @maxItems 200
 */
recipients: Id[]
}
export interface LabelRecipient {
id: Id
operator: Line
country: string
role: ("first-party" | "processor" | "third-party")
}
/**
 * A part of the standard beside its requirements: scope, how verdicts combine, how certificates age.
 */
export interface DocumentClause {
clause: Id
title: Line
/**
 * Place in the document; below 500 before the requirements, from 500 after them.
 */
order: number
normative: boolean
/**
 * Markdown without HTML.
 */
text: string
}
/**
 * Another standard, its clauses by id, and how the requirements relate to them. Which requirement names which clause stands in the requirement (`references`).
 */
export interface Crosswalk {
crosswalk: string
title: Line
publisher: Line
edition: Line
about: Text
/**
 * Every clause is mapped, or says why it is not covered.
 */
complete?: boolean
/**
 * The ids that exist, so that a mistyped reference is found.
 * 
 * @minItems 1
 * @maxItems 1000
 */
clauses: Clause[]
/**
 * Where more is known than "related, clause not read", which every reference is taken for.
 * 
 * @maxItems 2000
 */
relations?: Relation[]
}
export interface Clause {
clause: Line
subject?: Line
notCovered?: Line
/**
 * Ids of the other body's own test cases for this clause, where it has a test specification.
 * 
 * @minItems 1
 * @maxItems 20
 */
tests?: Line[]
}
export interface Relation {
requirement: RequirementId
clause: Line
/**
 * OSCAL mapping words: how the requirement relates to the clause.
 */
relation: ("equal" | "subset" | "superset" | "intersects" | "related")
/**
 * True once a person has read the clause itself.
 */
read: boolean
note?: Line
}
/**
 * What the manufacturer says of the product: identity, features (ICS) and extra information for testing (IXIT).
 */
export interface Declaration {
declaration: 1
product: {
manufacturer: Line
model: Line
modelNumber: Line
hardware?: Line
ages: {
from: number
to: number
}
/**
 * @minItems 1
 * @maxItems 250
 */
placesOfSale: string[]
/**
 * @minItems 1
 * @maxItems 100
 */
languages: string[]
contact?: Line
certificateAddress?: Line
/**
 * @minItems 1
 * @maxItems 50
 */
units: {
id: Id
serial: Line
/**
 * @maxItems 10
 */
radioAddresses?: Line[]
received?: Day
condition?: Line
}[]
/**
 * @minItems 1
 * @maxItems 50
 */
parts: {
id: Id
kind: ("firmware" | "android-app" | "ios-app" | "web-app" | "cloud" | "hardware")
version: Line
file?: Line
sha256?: Digest
url?: Line
}[]
}
edition: Line
level: Level
/**
 * Every feature of the vocabulary is answered; a missing answer stops the plan.
 */
features: {
[k: string]: boolean
}
/**
 * @maxItems 100
 */
claims?: {
requirement: RequirementId
because: Text
}[]
ixit: Ixit
}
/**
 * Implementation extra information for testing (IXIT), in tables. Every row has an id; rows refer to each other by id.
 */
export interface Ixit {
/**
 * 13-SoftServ: what listens on the network.
 * 
 * @maxItems 500
 */
services?: {
id: Id
/**
 * @maxItems 200
 */
units?: string[]
transport: ("tcp" | "udp")
port: number
protocol: Line
/**
 * Both where absent.
 * 
 * @minItems 1
 */
families?: ("IPv4" | "IPv6")[]
host?: Line
/**
 * Speaks TLS from the first byte.
 */
secure?: boolean
purpose: Line
authentication: ("none" | string)
public?: Text
/**
 * Where it runs; on the toy where absent.
 */
location?: ("toy" | "cloud")
address?: Line
trustAnchor?: string
}[]
/**
 * 1-AuthMech: every credential with which somebody or something proves who they are.
 * 
 * @maxItems 500
 */
credentials?: {
id: Id
kind: ("user-password" | "pin" | "key" | "token" | "certificate")
holder: ("guardian" | "child" | "toy" | "service")
/**
 * @maxItems 200
 */
services?: string[]
/**
 * Present on the toy when it leaves the factory.
 */
factory: boolean
changeable: boolean
generation?: {
mechanism: ("random" | "derived" | "fixed" | "chosen-by-user")
/**
 * Base-2 logarithm of the number of possible values.
 */
bits?: number
guessing: ("online" | "offline")
}
/**
 * How guessing is slowed.
 */
bruteForce?: {
attempts: number
then: ("delay" | "lock" | "challenge")
seconds?: number
}
perUnit?: boolean
username?: Line
login?: {
kind: ("http-form" | "http-json" | "http-basic" | "mqtt" | "ssh" | "ftp" | "telnet")
path?: string
usernameField?: Line
passwordField?: Line
/**
 * A page that needs the session.
 */
protectedPath?: string
}
change?: {
path: string
oldField: Line
newField: Line
}
signUp?: {
path: string
usernameField: Line
passwordField: Line
fields?: {
[k: string]: string
}
}
secondFactor?: {
kind: ("totp" | "message" | "app")
enablePath: string
disablePath: string
}
}[]
/**
 * Certificates of the authorities that clients of the product trust.
 * 
 * @maxItems 500
 */
trustAnchors?: {
id: Id
file: Line
sha256?: Digest
}[]
/**
 * Paths of web interfaces on the toy.
 * 
 * @maxItems 500
 */
webPaths?: {
id: Id
service: string
path: string
session: ("required" | "public")
why?: Line
/**
 * A request that changes state, and how the state is read.
 */
changes?: {
request: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
form?: {
[k: string]: string
}
json?: {

}
field?: Line
}
read: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
form?: {
[k: string]: string
}
json?: {

}
field?: Line
}
}
}[]
/**
 * Settings that can be changed over a network interface.
 * 
 * @maxItems 500
 */
settings?: {
id: Id
service: string
description: Line
http?: {
read: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
form?: {
[k: string]: string
}
json?: {

}
field?: Line
}
write: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
form?: {
[k: string]: string
}
json?: {

}
field?: Line
}
}
mqtt?: {
readTopic: Line
writeTopic: Line
payload: string
}
}[]
/**
 * 28-LogIntf: what the toy tells the network about itself.
 * 
 * @maxItems 500
 */
announcements?: {
id: Id
protocol: ("mdns" | "ssdp" | "ws-discovery" | "dhcp")
/**
 * @minItems 1
 * @maxItems 100
 */
fields: Line[]
}[]
/**
 * Who receives data.
 * 
 * @maxItems 500
 */
recipients?: {
id: Id
host: Line
operator: Line
country: string
role: ("first-party" | "processor" | "third-party")
}[]
/**
 * 21-PersData: every kind of personal data.
 * 
 * @maxItems 500
 */
personalData?: {
id: Id
item: Line
purpose: Line
legalGround?: Line
source: ("guardian" | "child" | "toy" | "app")
/**
 * @maxItems 200
 */
recipients: string[]
retention: Line
sensitive: boolean
canary?: Line
/**
 * Where it is kept; empty where it is only passed on.
 * 
 * @maxItems 3
 */
keptIn?: ("toy" | "app" | "service")[]
/**
 * Used to evaluate or predict behaviour, interests or abilities of a child.
 */
profiling?: boolean
/**
 * The same in days, where it is a time and no event.
 */
retentionDays?: number
/**
 * Words in which a notice names this item and its purpose, by language; where it does not use those of this table.
 * 
 * @maxItems 50
 */
words?: {
language: string
item: Line
purpose: Line
}[]
sent?: Line
/**
 * Names of the fields in which the pages send it, where the bench has no value for it.
 * 
 * @maxItems 50
 */
fields?: string[]
}[]
/**
 * 2-UserInfo: published documents.
 * 
 * @maxItems 500
 */
documents?: {
id: Id
kind: ("privacy-policy" | "privacy-policy-for-children" | "consumer-information" | "support-statement" | "vulnerability-policy" | "security-txt" | "setup-guide" | "retention-schedule" | "incident-plan")
language: string
url?: string
file?: Line
/**
 * @maxItems 100
 */
statements?: {
states: Id
quote: Text
value?: (string | number)
}[]
}[]
/**
 * 6-SoftComp: software that can or cannot be updated.
 * 
 * @maxItems 500
 */
softwareComponents?: {
id: Id
name: Line
version: Line
/**
 * How it is updated.
 */
update?: string
exception?: {
because: Text
replacement: Text
publishedIn: string
}
}[]
/**
 * 7-UpdMech: how software is updated.
 * 
 * @maxItems 500
 */
updates?: {
id: Id
description: Line
authenticated: Line
integrity: Line
automatic: boolean
channel?: Line
}[]
/**
 * 22-ExtSens: sensors and interfaces by which the toy perceives.
 * 
 * @maxItems 500
 */
sensors?: {
id: Id
kind: ("microphone" | "camera" | "motion" | "light" | "temperature" | "proximity" | "touch" | "position" | "biometric" | "other")
description: Line
unused?: Line
}[]
/**
 * 15-PhyIntf: physical and radio interfaces.
 * 
 * @maxItems 500
 */
interfaces?: {
id: Id
kind: ("wifi" | "bluetooth" | "ethernet" | "usb" | "nfc" | "uart" | "jtag" | "cellular" | "infrared" | "other")
description: Line
debug: boolean
}[]
/**
 * 3-VulnTypes: how soon reports are acted on.
 * 
 * @maxItems 500
 */
vulnerabilityTimes?: {
id: Id
severity: ("low" | "medium" | "high" | "critical")
acknowledgeDays: number
actDays: number
}[]
/**
 * Who tells whom after an incident.
 * 
 * @maxItems 500
 */
incidentPlan?: {
id: Id
informs: ("authorities" | "guardians" | "public")
by: Line
withinHours: number
channel: Line
}[]
/**
 * 26-UserDec: the state after set-up by the guide.
 * 
 * @maxItems 500
 */
defaults?: {
id: Id
setting: Line
value: Line
}[]
/**
 * The support period.
 * 
 * @maxItems 500
 */
support?: {
id: Id
part?: string
firstSale: Day
supportEnds: Day
}[]
/**
 * How somebody at the toy opens it for a new Bluetooth pairing; one row for each act.
 * 
 * @maxItems 50
 */
pairingActs?: {
id: Id
radio: ("bluetooth-le" | "bluetooth-classic" | "both")
act: Line
/**
 * How long pairing then stays open.
 */
windowSeconds?: number
}[]
/**
 * Wi-Fi networks that the toy opens by itself, for set-up or between toys.
 * 
 * @maxItems 50
 */
wifiNetworks?: {
id: Id
purpose: Line
/**
 * The credential that opens it.
 */
key?: string
opens?: Line
/**
 * How long it then stays.
 */
windowSeconds?: number
}[]
/**
 * 22-ExtSens: the states in which a microphone or a camera records, sends or evaluates.
 * 
 * @maxItems 500
 */
captures?: {
id: Id
sensor: string
during: Line
/**
 * Who or what starts it: an act at the toy, a word spoken to it, an act in an app or on a page, a person elsewhere, or the toy by itself.
 */
startedBy: ("touch" | "spoken-word" | "app" | "person-elsewhere" | "toy-itself")
act: Line
ends?: Line
sign: Line
/**
 * What makes the sign come whenever the sensor captures.
 */
guarantee: {
by: ("sensor-supply" | "sensor-signal" | "separate-circuit" | "software")
description: Text
}
/**
 * Who outside the toy receives what is captured.
 */
receivedBy: ("nobody" | "service" | "person")
}[]
/**
 * 26-UserDec: questions of the product about data, permissions, sharing, profiling and position, each with its answers.
 * 
 * @maxItems 500
 */
choices?: {
id: Id
/**
 * Where it is asked.
 */
part: string
kind: ("data" | "permission" | "sharing" | "profiling" | "position")
asks: Line
protects: Line
shares: Line
withheld?: Line
}[]
/**
 * 21-PersData: how a guardian's consent is obtained, and for which items.
 * 
 * @maxItems 500
 */
consents?: {
id: Id
/**
 * The first nine are recognised; the others show no adult.
 */
method: ("signed-form" | "payment" | "telephone-call" | "video-call" | "identity-document" | "face-match" | "knowledge-questions" | "email-and-confirmation" | "text-and-confirmation" | "account" | "tick-box" | "birthday" | "set-up-code" | "other")
description: Text
/**
 * @minItems 1
 * @maxItems 200
 */
items: string[]
withdrawal?: Line
}[]
/**
 * Where content, contacts and links from outside the product can come from.
 * 
 * @maxItems 500
 */
contentSources?: {
id: Id
kind: ("music" | "video" | "pages" | "messages" | "contacts" | "creations" | "generated" | "other")
description: Line
allowedBy?: Line
}[]
/**
 * The plan for the end of the service.
 * 
 * @maxItems 500
 */
endOfService?: {
id: Id
covers: ("notice" | "data" | "toy")
plan: Text
/**
 * For a notice the days before the end; for data the days after it until it is deleted.
 */
days?: number
}[]
/**
 * What the toy offers over Bluetooth Classic, in every state; one row for each service.
 * 
 * @maxItems 200
 */
classicServices?: {
id: Id
/**
 * UUIDs of its service classes.
 * 
 * @minItems 1
 * @maxItems 20
 */
classes: BluetoothUuid[]
/**
 * Serial channel (RFCOMM), where it has one.
 */
channel?: number
/**
 * Protocol number (L2CAP), where it has one of its own.
 */
psm?: number
purpose: Line
/**
 * What goes over it.
 * 
 * @maxItems 4
 */
carries?: ("sound" | "serial-data" | "control" | "personal-data")[]
}[]
/**
 * Interfaces of the service that are repeated with other credentials. toymark api from writes them from recorded calls. {email}, {username}, {password}, {firstName}, {birthday} and other values of the bench, and what earlier answers gave, are put into the braces of a request.
 * 
 * @maxItems 20
 */
apis?: {
id: Id
service: string
consent: OperatorsConsent
/**
 * Where the credential of a session stands in the answer that opens it, and how it is sent.
 */
token: {
in: ("bearer" | "cookie")
field?: Line
cookie?: Line
/**
 * Further cookies that make a session together with it, such as its signature.
 * 
 * @minItems 1
 * @maxItems 5
 */
with?: Line[]
/**
 * Members that, added to a sign-in, give a token that ends after so many seconds.
 */
brief?: {
json: {

}
seconds: number
}
}
/**
 * What a call carries beside its session: a key of the app, a token against forged requests. It proves nobody, so strangers carry it too.
 */
beside?: {
/**
 * Headers of each call; names in braces stand for what the request of fetch gives, {cookie:name} for a cookie that is named under with of the token.
 */
headers?: {
[k: string]: string
}
/**
 * A request made once for each session, whose answer gives these values.
 */
fetch?: {
request: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
json?: {

}
form?: {
[k: string]: string
}
/**
 * The body is a small picture of the bench, in this type.
 */
picture?: "image/png"
/**
 * Where it is sent; the service of the interface where absent.
 */
service?: string
}
/**
 * Dotted paths of values of the answer.
 */
keeps?: {
[k: string]: string
}
/**
 * For each name, the words of a page after which its value stands.
 */
keepsAfter?: {
[k: string]: string
}
/**
 * For each name a cookie of the answer: it is sent with each call, and its value stands in the braces of headers.
 */
cookies?: {
[k: string]: Line
}
/**
 * The values hold for one call, and are fetched anew before each that changes something.
 */
forEachCall?: boolean
}
}
/**
 * The ways to an account, each in steps: a request, or a mail from which a word is taken.
 * 
 * @minItems 1
 * @maxItems 10
 */
join: {
id: Id
/**
 * @minItems 1
 * @maxItems 30
 */
steps: {
request?: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
json?: {

}
form?: {
[k: string]: string
}
/**
 * The body is a small picture of the bench, in this type.
 */
picture?: "image/png"
/**
 * Where it is sent; the service of the interface where absent.
 */
service?: string
}
/**
 * For each name, the words of a page, or of the address that it leads to, after which its value stands.
 */
keepsAfter?: {
[k: string]: string
}
/**
 * Dotted paths of values of the answer that later steps and calls use.
 */
keeps?: {
[k: string]: string
}
/**
 * The answer opens the session.
 */
opens?: boolean
/**
 * For each name, the words of a mail after which its value stands.
 */
mail?: {
[k: string]: string
}
}[]
}[]
/**
 * How the laboratory lets time pass for its own account: {email}, {hours}.
 */
clock?: {
request: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
json?: {

}
form?: {
[k: string]: string
}
/**
 * The body is a small picture of the bench, in this type.
 */
picture?: "image/png"
/**
 * Where it is sent; the service of the interface where absent.
 */
service?: string
}
credential: string
}
/**
 * How long a signed address of a medium holds.
 */
mediaSeconds?: number
/**
 * Fields that a client may not set, with a value that would give more.
 */
roles?: {
[k: string]: (string | number | boolean)
}
/**
 * The credential on a unit's label that links it; as {code} in a request, beside {serial}.
 */
label?: string
}[]
/**
 * The calls of these interfaces, in the order in which a family makes them.
 * 
 * @maxItems 500
 */
apiCalls?: {
id: Id
api: string
/**
 * sign-out: {credential} is the session that it ends. invite, accept, remove: access of another person. link, release: a toy. let-play: opens the session of a child. erase: the whole account.
 */
does: ("read" | "list" | "search" | "create" | "change" | "delete" | "command" | "invite" | "accept" | "remove" | "link" | "release" | "let-play" | "sign-up" | "sign-in" | "forgotten" | "sign-out" | "change-password" | "export" | "erase")
request: {
method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
path: string
json?: {

}
form?: {
[k: string]: string
}
/**
 * The body is a small picture of the bench, in this type.
 */
picture?: "image/png"
/**
 * Where it is sent; the service of the interface where absent.
 */
service?: string
}
/**
 * For each name, the words of a page, or of the address that it leads to, after which its value stands.
 */
keepsAfter?: {
[k: string]: string
}
/**
 * Dotted paths of values of the answer that later calls use.
 */
keeps?: {
[k: string]: string
}
/**
 * For each name, the words of the mail that follows, after which its value stands.
 */
mail?: {
[k: string]: string
}
/**
 * The call that shows what this one changed.
 */
state?: string
media?: Line
/**
 * The answer holds what a child said.
 */
transcript?: boolean
/**
 * Meant for the people of the operator alone.
 */
administrative?: boolean
key?: Line
public?: Text
/**
 * Shows the guardian what is new.
 */
notices?: boolean
}[]
/**
 * What the toy offers over Bluetooth Low Energy; one row for each characteristic, in every state of the toy.
 * 
 * @maxItems 2000
 */
gattCharacteristics?: {
id: Id
service: BluetoothUuid
uuid: BluetoothUuid
/**
 * @maxItems 8
 */
properties: GattProperty[]
purpose: Line
public?: Line
/**
 * What it carries that must only open over a strongly paired link.
 * 
 * @minItems 1
 * @maxItems 3
 */
carries?: ("personal-data" | "sound" | "control")[]
proof?: Text
/**
 * It starts or carries an update of software.
 */
update?: boolean
/**
 * Octets, in hexadecimal, that may be written to it without harm.
 */
harmless?: string
}[]
/**
 * By what the advertisements of the model are known, where a unit does not stand alone in a shielded box.
 * 
 * @maxItems 50
 */
advertisements?: {
id: Id
name?: Line
service?: BluetoothUuid
/**
 * Number of the company in the manufacturer data.
 */
company?: number
}[]
/**
 * Ways of a family through the companion web app, in steps that a person can read. They are taken in this order, each in a fresh browser. toymark journey --help shows one, toymark journey record writes one.
 * 
 * @maxItems 100
 */
journeys?: {
id: Id
part: string
kind: ("sign-up" | "sign-in" | "notice" | "consent-as-guardian" | "consent-as-child" | "age-question" | "age-again" | "child-profile" | "play" | "sharing" | "choice" | "withdrawal" | "export" | "deletion" | "purchase" | "purchase-as-child" | "allow-source" | "allow-source-as-child" | "logout" | "other")
/**
 * Who takes it; a guardian where absent. A visitor begins where nobody has agreed to anything. Visitors with addresses of electronic mail of their own are taken at the same time as the family; everybody else, and whoever begins with a journey of theirs, in the order of this table, as far as no journey says after.
 */
role?: ("visitor" | "guardian" | "child")
/**
 * A journey whose steps come first, such as signing in.
 */
begins?: string
/**
 * Journeys above it that must have ended first, where it need not wait for all others of the same people; it may then be taken beside them. Those that give or withdraw consent, begin or end sharing, or delete the account always run alone, and all below wait for them.
 * 
 * @maxItems 100
 */
after?: string[]
choice?: string
/**
 * Which answer this journey gives to the choice.
 */
answer?: ("protects" | "shares")
/**
 * @minItems 1
 * @maxItems 200
 */
steps: JourneyStep[]
}[]
/**
 * Cookies and other items that the web app keeps in a browser before anybody has chosen.
 * 
 * @maxItems 200
 */
storage?: {
id: Id
part: string
/**
 * Its name; a star at the end stands for any ending.
 */
name: string
kind: ("cookie" | "local-storage" | "session-storage" | "database" | "cache" | "service-worker")
/**
 * Why the page cannot be shown without it.
 */
because: string
}[]
}
/**
 * One act or expectation; exactly one of open, fill, choose, click, expect, wait, logout.
 */
export interface JourneyStep {
/**
 * A path on the pages, or a whole address; values of the bench's family may stand in it in braces.
 */
open?: string
/**
 * Name of a field, as its label says. A field for a file is given a picture that holds the text.
 */
fill?: string
/**
 * Name of a list, or of a box or button to be marked.
 */
choose?: string
/**
 * Name of a button or link.
 */
click?: string
/**
 * Words that stand on the page.
 */
expect?: string
/**
 * Words that come after a while.
 */
wait?: string
/**
 * Name of the button or link that ends the session.
 */
logout?: string
/**
 * What is filled in. {name} stands for a value of the bench's family (child of bench.yaml), {secret:credential} for a credential in the bench's secrets, whose unit is cloud.
 */
with?: string
/**
 * The entry of a list to be chosen.
 */
option?: string
/**
 * Where the name alone does not tell.
 */
role?: ("button" | "link" | "textbox" | "checkbox" | "radio" | "combobox" | "tab" | "menuitem" | "switch" | "searchbox" | "spinbutton")
/**
 * A selector of CSS, where a control has no name or another has the same; the name is then only for people.
 */
css?: string
/**
 * Most time for this step; 10 where absent.
 */
seconds?: number
/**
 * What is true once the step is done. What an act such as a click causes belongs to it already, so the click that agrees bears the mark itself.
 * 
 * @minItems 1
 * @maxItems 5
 */
marks?: ("notice-shown" | "consent-asked" | "consent-given" | "consent-withdrawn" | "sharing-asked" | "sharing-allowed" | "sharing-ended" | "profile-created" | "signed-in" | "signed-out" | "age-refused" | "function-reached" | "purchased" | "source-allowed" | "choice-asked" | "choice-answered" | "gate-passed" | "exported" | "deleted")[]
/**
 * The step only proves who the guardian is.
 */
proves?: true
/**
 * The control may be absent.
 */
optional?: true
}
/**
 * A selection of requirements with levels and limits; frozen by digests once published.
 */
export interface Edition {
edition: string
title: Line
status: ("draft" | "published" | "withdrawn")
published?: Day
levels: ["basic","substantial","high"]
/**
 * The selected requirements; "all" in a draft selects every one that is neither withdrawn nor superseded by another, at its own level.
 */
requirements: ("all" | {
id: RequirementId
level: Level
limits?: Limits
digest?: Digest
}[])
/**
 * Digests of the other documents of a published edition, by path in its frozen copy.
 */
documents?: {
[k: string]: Digest
}
transition?: {
certificatesOf: Line
validUntil: Day
}
about?: Text
follows?: Line
/**
 * Where "all" is selected: levels and limits that this edition sets otherwise than the requirement itself.
 * 
 * @minItems 1
 * @maxItems 500
 */
adjustments?: Adjustment[]
/**
 * Where "all" is selected: requirements that this edition leaves out, by id, or whole groups, as AI.
 * 
 * @minItems 1
 * @maxItems 500
 */
except?: string[]
}
export interface Adjustment {
id: RequirementId
level?: Level
limits?: Limits
because?: Line
}
/**
 * The vocabulary of the implementation conformance statement (ICS).
 */
export interface Features {
/**
 * @minItems 1
 * @maxItems 200
 */
features: {
id: FeatureName
question: Line
help: Text
/**
 * IXIT tables that stay empty where the feature is absent.
 * 
 * @maxItems 10
 */
tables?: Line[]
/**
 * Features that are there whenever this one is.
 * 
 * @minItems 1
 * @maxItems 10
 */
implies?: FeatureName[]
/**
 * Features that are never there together with this one.
 * 
 * @minItems 1
 * @maxItems 10
 */
excludes?: FeatureName[]
/**
 * IXIT tables that hold at least one row where the feature is present; with a column, one that has one of these values there.
 * 
 * @minItems 1
 * @maxItems 10
 */
rows?: FeatureRow[]
}[]
}
export interface FeatureRow {
table: Line
column?: Line
/**
 * @minItems 1
 * @maxItems 20
 */
values?: Line[]
}
/**
 * Each term once, with its source.
 */
export interface Glossary {
/**
 * @minItems 1
 * @maxItems 300
 */
terms: {
term: Line
definition: Text
source: Line
/**
 * Words that the standard does not use because this term says the same.
 * 
 * @minItems 1
 * @maxItems 20
 */
insteadOf?: Line[]
}[]
}
/**
 * The chapters of requirements, in reading order.
 */
export interface Groups {
/**
 * @minItems 1
 * @maxItems 60
 */
groups: Group[]
}
export interface Group {
id: string
title: Line
about: Text
}
/**
 * What went wrong before: real products, and which requirements would have caught it.
 */
export interface Incidents {
/**
 * @minItems 1
 * @maxItems 300
 */
incidents: Incident[]
}
export interface Incident {
id: Id
product: Line
kind?: Line
year: number
flaw: Text
harm: Text
authority: Text
/**
 * Requirements that the product would have failed; each names the incident too.
 * 
 * @minItems 1
 * @maxItems 40
 */
caughtBy: RequirementId[]
/**
 * @minItems 1
 * @maxItems 10
 */
sources: {
name: Line
/**
 * Whether the source itself was read; false where the fact is carried over from a summary.
 */
read: boolean
}[]
}
/**
 * Every kind of evidence: what it observes, for readers of the standard. Whether it exists yet is told by its schema.
 */
export interface Instruments {
/**
 * @minItems 1
 * @maxItems 60
 */
instruments: Instrument[]
}
export interface Instrument {
id: Id
title: Line
about: Text
}
export interface JournalOpened {
type: "opened"
seq: number
at: Time
previous: Digest
hash: Digest
plan: Digest
declaration: Digest
bench: Digest
toymark: Line
}
export interface JournalObserved {
type: "observed"
seq: number
at: Time
previous: Digest
hash: Digest
task: Id
kind: EvidenceKind
probe: {
name: Line
version: Line
}
/**
 * @maxItems 50
 */
units: Id[]
operator: Id
/**
 * Counted from one.
 */
attempt: number
startedAt: Time
endedAt: Time
observation: Digest
/**
 * @maxItems 1000
 */
attachments: Digest[]
}
export interface JournalNotObserved {
type: "not-observed"
seq: number
at: Time
previous: Digest
hash: Digest
task: Id
kind: EvidenceKind
probe: {
name: Line
version: Line
}
/**
 * @maxItems 50
 */
units: Id[]
operator: Id
/**
 * Counted from one.
 */
attempt: number
startedAt: Time
endedAt: Time
reason: ("unreachable" | "timed-out" | "interrupted" | "tool-missing" | "declined" | "input-missing" | "probe-failed")
detail: Text
}
export interface JournalClosed {
type: "closed"
seq: number
at: Time
previous: Digest
hash: Digest
/**
 * Number of entries before this one.
 */
entries: number
}
/**
 * The verdict of every planned test case.
 */
export interface Judgements {
/**
 * @maxItems 2000
 */
judgements: Judgement[]
edition: {
edition: Line
digest: Digest
}
suites: {
version: Line
digest: Digest
}
declaration: Digest
plan: Digest
evidence: Digest
}
/**
 * Export, deletion, transfer and retention of synthetic families, and what is still given afterwards.
 */
export interface AccountLifecycleObservation {
/**
 * What was looked at: one row for each interface and occasion.
 * 
 * @maxItems 200000
 */
apis: {
id: Id
service: Id
consent: OperatorsConsent
/**
 * Accounts that were made for this occasion.
 */
accounts?: number
/**
 * Of these, those that were deleted again.
 */
removed?: number
}[]
/**
 * Each occasion, as the product offers it.
 * 
 * @maxItems 200000
 */
lives: {
id: Id
api: Id
reached: boolean
occasion: ("export" | "delete-child" | "delete-account" | "transfer" | "retention")
/**
 * What was asked for afterwards was there before.
 */
control: boolean
/**
 * The act was answered with success, without a person of the manufacturer.
 */
done: (boolean | null)
/**
 * A message or the answer says that it is done.
 */
confirmed: (boolean | null)
/**
 * Time that passed before it was looked at, by the service's clock.
 */
waitedHours: (number | null)
lateness?: Lateness
}[]
/**
 * What was entered, looked for in the copy.
 * 
 * @maxItems 200000
 */
exported: {
id: Id
api: Id
item: Id
entered: boolean
found: boolean
}[]
/**
 * Every former identifier and medium, asked for again.
 * 
 * @maxItems 200000
 */
remains: {
id: Id
api: Id
occasion: ("delete-child" | "delete-account" | "transfer" | "retention")
call: Id
credentials: ("old-session" | "new-session" | "other-family" | "none" | "former-family" | "next-family")
/**
 * How the toy changed hands; signed-in where it did not.
 */
way: ("with-release" | "without-release" | "signed-in")
status: (number | null)
marks: (number | null)
/**
 * A command reached what belongs to the other family.
 */
obeyed: (boolean | null)
/**
 * Before, the owner's own call gave these values.
 */
control: boolean
}[]
}
/**
 * What the units tell the network about themselves.
 */
export interface AnnouncementsObservation {
/**
 * @maxItems 200000
 */
windows: {
id: Id
unit: Id
protocol: ("mdns" | "ssdp" | "ws-discovery")
family: ("IPv4" | "IPv6")
seconds: number
/**
 * The bench had joined the group on this family and could hear.
 */
listened: boolean
}[]
/**
 * @maxItems 200000
 */
announcements: {
id: Id
unit: Id
protocol: ("mdns" | "ssdp" | "ws-discovery")
family: ("IPv4" | "IPv6")
field: Line
value: string
/**
 * Bench values found in the value; empty where none was found, absent where the bench names no values to look for.
 * 
 * @maxItems 10000
 */
canaries?: {
name: Line
encoding: Line
}[]
}[]
}
/**
 * What each service gives and takes without credentials.
 */
export interface AnonymousAccessObservation {
/**
 * @maxItems 200000
 */
services: {
id: Id
unit: Id
family: ("IPv4" | "IPv6")
transport: ("tcp" | "udp")
port: number
protocol: Line
service?: Id
reached: boolean
/**
 * Names of the bench values that its answers were searched for; absent where the bench names none.
 * 
 * @maxItems 100
 */
lookedFor?: Line[]
}[]
/**
 * @maxItems 200000
 */
operations: {
id: Id
service: Id
/**
 * connect: a session without credentials. list: names of files, topics, keys or resources. read: contents. write, command: sent to change or to do something; granted where the service acknowledged it, or the change was read back.
 */
operation: ("connect" | "list" | "read" | "write" | "command")
/**
 * Path, topic, key or command.
 */
target: string
outcome: ("granted" | "refused" | "unanswered")
/**
 * Code that the service answered.
 */
status?: string
/**
 * First bytes of what came, made printable.
 */
excerpt?: string
/**
 * Bytes of payload received.
 */
bytes: number
/**
 * Names of bench values found in the answer; empty where none was found, absent where the bench names no values to look for.
 * 
 * @maxItems 10000
 */
canaries?: Line[]
}[]
/**
 * @maxItems 200000
 */
settings: {
id: Id
setting: Id
unit: Id
before: (string | null)
sent: string
/**
 * Status or refusal.
 */
answered: string
after: (string | null)
changed: (boolean | null)
}[]
}
/**
 * How a service answers its own calls when they are repeated without, with altered and with other people's credentials. Only values of synthetic families are compared, and none of them is kept.
 */
export interface ApiAccessObservation {
/**
 * What was looked at: one row for each interface and topic.
 * 
 * @maxItems 200000
 */
apis: {
id: Id
service: Id
reached: boolean
consent: OperatorsConsent
topic: Line
/**
 * Accounts that were made for this topic.
 */
accounts: number
/**
 * Declared calls.
 */
calls: number
/**
 * Requests sent.
 */
requests: number
/**
 * Of these, those that were deleted again.
 */
removed?: number
}[]
/**
 * Each declared call as the family itself makes it.
 * 
 * @maxItems 200000
 */
controls: {
id: Id
api: Id
call: Id
does: ("read" | "list" | "search" | "create" | "change" | "delete" | "command" | "invite" | "accept" | "remove" | "link" | "release" | "let-play" | "sign-up" | "sign-in" | "forgotten" | "sign-out" | "change-password" | "export" | "erase")
public: boolean
status: (number | null)
/**
 * Values of the family found in the answer to its own call; null where it was not made.
 */
marks: (number | null)
/**
 * Its own call changed what the state call shows; null where that is not seen.
 */
changed: (boolean | null)
/**
 * The call was not refused, and its answer differs from that to an address that does not exist.
 */
distinct: (boolean | null)
}[]
/**
 * Each call repeated with other credentials.
 * 
 * @maxItems 200000
 */
attempts: {
id: Id
api: Id
call: Id
does: ("read" | "list" | "search" | "create" | "change" | "delete" | "command" | "invite" | "accept" | "remove" | "link" | "release" | "let-play" | "sign-up" | "sign-in" | "forgotten" | "sign-out" | "change-password" | "export" | "erase")
credentials: ("none" | "altered-header" | "altered-claims" | "altered-signature" | "altered" | "other-issuer" | "expired" | "signed-out" | "password-changed" | "idle" | "other-family" | "fresh-account" | "child" | "relative" | "removed-relative" | "guardian")
way: Line
administrative: boolean
transcript: boolean
status: (number | null)
/**
 * Values of the owning family found in the answer, besides those the attempt itself sent; null where no answer came.
 */
marks: (number | null)
/**
 * The answer has the content of the control's.
 */
same: (boolean | null)
/**
 * Answered with success and in the form of the control's answer.
 */
took: (boolean | null)
/**
 * What the owner's state call shows differs from before; null where that is not seen.
 */
changed: (boolean | null)
/**
 * The owner's own call gave its values, or had its effect, and does not look like the answer for an address that does not exist.
 */
control: boolean
/**
 * The address names an object of the owner.
 */
named: boolean
}[]
/**
 * Protected fields added to calls that create or change.
 * 
 * @maxItems 200000
 */
fields: {
id: Id
api: Id
call: Id
field: Line
status: (number | null)
/**
 * The same call without the field worked.
 */
control: boolean
/**
 * The value that was sent is what the service shows afterwards; null where the object was not seen.
 */
kept: (boolean | null)
}[]
/**
 * Each address of a medium.
 * 
 * @maxItems 200000
 */
media: {
id: Id
api: Id
call: Id
/**
 * It holds what was said in a conversation.
 */
transcript?: true
host: Line
declaredHost: boolean
/**
 * The address holds parameters without which it gives nothing.
 */
signed: boolean
controlBytes: number
/**
 * Without credentials and without the parameters of the address the same bytes came; null without answer.
 */
bare: (boolean | null)
/**
 * With the credentials of another family, without the parameters.
 */
foreign: (boolean | null)
/**
 * With the whole address and without credentials.
 */
whole: (boolean | null)
/**
 * The whole address after the declared term.
 */
afterTerm: (boolean | null)
termSeconds: (number | null)
}[]
/**
 * Each folder above a medium, asked without credentials.
 * 
 * @maxItems 200000
 */
folders: {
id: Id
api: Id
medium: Id
depth: number
status: (number | null)
/**
 * The answer names an object that is in it; null without an answer, and where the medium itself was not given to its owner.
 */
lists: (boolean | null)
}[]
/**
 * Values that open something by themselves, drawn in a row.
 * 
 * @maxItems 200000
 */
series: {
id: Id
api: Id
name: Line
count: number
distinct: number
length: number
/**
 * At most so many bits differ freely between the values, after common parts, counters and times are taken away.
 */
freeBits: number
/**
 * The values follow each other in even steps.
 */
counting: boolean
}[]
/**
 * Pairs of values that only a service that executes them tells apart.
 * 
 * @maxItems 200000
 */
injections: {
id: Id
api: Id
call: Id
parameter: Line
family: ("sql" | "nosql" | "command" | "template" | "path" | "header")
repetitions: number
/**
 * The control gave the same answer each time.
 */
stable: boolean
/**
 * The two values of the pair were told apart each time.
 */
differs: (boolean | null)
/**
 * The two values of the harmless pair were told apart.
 */
harmlessDiffers: (boolean | null)
/**
 * The call of the family answers otherwise than an address that does not exist.
 */
control?: boolean
}[]
/**
 * Calls with malformed values.
 * 
 * @maxItems 200000
 */
errors: {
id: Id
api: Id
call: Id
provocation: Line
status: (number | null)
/**
 * Kinds of inside details in the answer that the control does not hold.
 * 
 * @maxItems 20
 */
details: ("trace" | "path" | "query" | "version")[]
control: boolean
}[]
/**
 * Many identifiers that do not exist, asked for on one route.
 * 
 * @maxItems 200000
 */
enumerations: {
id: Id
api: Id
call: Id
attempts: number
answered: number
/**
 * The attempt at which the service refused further ones.
 */
refusedAt: (number | null)
firstMilliseconds: number
lastMilliseconds: number
/**
 * An identifier of its own was found before.
 */
control: boolean
lateness?: Lateness
}[]
/**
 * Existing and unknown accounts, asked about in random order.
 * 
 * @maxItems 200000
 */
disclosures: {
id: Id
api: Id
call: Id
does: ("sign-in" | "sign-up" | "forgotten")
repetitions: number
answered: number
sameStatus: boolean
/**
 * The same words, but for the address that was sent and what is drawn anew for each answer; null where they are never twice the same.
 */
sameWords: (boolean | null)
/**
 * @maxItems 100
 */
existingMilliseconds: number[]
/**
 * @maxItems 100
 */
unknownMilliseconds: number[]
/**
 * With right values the call did what it is for.
 */
control?: boolean
}[]
/**
 * Attempts to link without the owner.
 * 
 * @maxItems 200000
 */
links: {
id: Id
api: Id
call: Id
does: ("link" | "accept" | "invite")
attempt: ("claim-linked-toy" | "accept-own-invitation" | "accept-foreign-invitation" | "invite-in-foreign-name")
status: (number | null)
/**
 * Afterwards the other family's call shows the toy or the family, or the owner's call no longer does.
 */
took: (boolean | null)
/**
 * The same way works with the consent of the owner.
 */
control: boolean
}[]
/**
 * What the guardian is told after each linking.
 * 
 * @maxItems 200000
 */
notices: {
id: Id
api: Id
call: Id
does: ("link" | "accept")
linked: boolean
/**
 * A message to the guardian, or the guardian's account, names what was linked.
 */
named: (boolean | null)
lateness?: Lateness
}[]
}
/**
 * What a person saw. Never a verdict.
 */
export interface AssessorObservation {
/**
 * @maxItems 200000
 */
answers: {
id: Id
testCase: TestCaseId
question: Id
row?: Id
choice?: Line
number?: number
text?: string
/**
 * @maxItems 200
 */
list?: Line[]
photo?: Digest
operator: Id
answeredAt: Time
}[]
}
/**
 * What the units advertise by Bluetooth Low Energy, over time.
 */
export interface BleAdvertisingObservation {
/**
 * @maxItems 200000
 */
windows: {
id: Id
unit: Id
/**
 * Of the toy's clock.
 */
seconds: number
/**
 * Seconds of the toy's clock in one of the bench's; 1 of a real unit.
 */
clockSpeed: number
/**
 * Nothing but the unit was heard there, so that each address is one of its own.
 */
alone: boolean
/**
 * The values of the bench's child had been entered before.
 */
entered: boolean
/**
 * Advertisements and scan responses of the unit.
 */
reports: number
/**
 * Those of others.
 */
others: number
/**
 * There were more addresses or fields than are kept.
 */
more: boolean
lateness?: Lateness
}[]
/**
 * Addresses under which a unit advertised.
 * 
 * @maxItems 200000
 */
addresses: {
id: Id
unit: Id
/**
 * Their order in time, from 1.
 */
place: number
address: string
kind: ("public" | "random-static" | "private-resolvable" | "private-non-resolvable" | "reserved")
/**
 * Seconds of the toy's clock from the start.
 */
first: number
last: number
reports: number
connectable: boolean
}[]
/**
 * Fields of the payloads, each value once for each address.
 * 
 * @maxItems 200000
 */
fields: {
id: Id
unit: Id
address: Id
/**
 * Number of the kind of field, in hexadecimal; rest for octets that are no field.
 */
type: string
value: string
text: string
/**
 * Bench values found in the value; empty where none was found, absent where the bench names no values to look for.
 * 
 * @maxItems 10000
 */
canaries?: {
name: Line
encoding: Line
}[]
}[]
}
/**
 * The attribute table, and what each operation answered in each state of pairing.
 */
export interface BleGattObservation {
/**
 * @maxItems 200000
 */
tables: {
id: Id
unit: Id
state: ("unpaired" | "legacy" | "just-works" | "authenticated" | "owner-away")
/**
 * The bench came into this state.
 */
reached: boolean
/**
 * The table was read to its end.
 */
whole: boolean
brokeOff?: Line
pairing?: Line
/**
 * The values of the bench's child had been entered before.
 */
entered?: boolean
/**
 * The unit was played with while the bench listened.
 */
played?: boolean
recording: Digest
}[]
/**
 * @maxItems 200000
 */
attributes: {
id: Id
unit: Id
state: ("unpaired" | "legacy" | "just-works" | "authenticated" | "owner-away")
handle: number
kind: ("value" | "descriptor" | "other")
/**
 * UUID; empty outside of every service.
 */
service: string
characteristic: BluetoothUuid
uuid: BluetoothUuid
/**
 * @maxItems 8
 */
properties: GattProperty[]
}[]
/**
 * @maxItems 200000
 */
operations: {
id: Id
unit: Id
state: ("unpaired" | "legacy" | "just-works" | "authenticated" | "owner-away")
handle: number
kind: ("value" | "descriptor" | "other")
service: string
characteristic: BluetoothUuid
uuid: BluetoothUuid
operation: ("read" | "write" | "write-command" | "long-write" | "signed-write" | "notifications" | "indications")
/**
 * none: it is of a kind that is never answered; not-sent: nobody consented.
 */
answer: ("value" | "acknowledged" | "error" | "unanswered" | "none" | "not-sent")
/**
 * Error code of the Attribute Protocol.
 */
error?: number
bytes?: number
/**
 * What was written is seen in the value afterwards; absent where nobody could look.
 */
changed?: boolean
/**
 * Bench values found in the value; empty where none was found, absent where the bench names no values to look for.
 * 
 * @maxItems 10000
 */
canaries?: {
name: Line
encoding: Line
}[]
}[]
/**
 * Values that came by notification or indication.
 * 
 * @maxItems 200000
 */
pushed: {
id: Id
unit: Id
state: ("unpaired" | "legacy" | "just-works" | "authenticated" | "owner-away")
handle: number
service: string
characteristic: BluetoothUuid
asked: boolean
values: number
/**
 * Bench values found in the value; empty where none was found, absent where the bench names no values to look for.
 * 
 * @maxItems 10000
 */
canaries?: {
name: Line
encoding: Line
}[]
}[]
/**
 * Services that take updates, and what their first message caused without pairing.
 * 
 * @maxItems 200000
 */
updates: {
id: Id
unit: Id
service: string
characteristic: BluetoothUuid
known?: Line
declared: boolean
/**
 * The first message of its dialogue.
 */
message?: string
answer: ("acknowledged" | "error" | "unanswered" | "none" | "not-sent")
error?: number
/**
 * The link ended and the unit came back otherwise, or not at all.
 */
restarted: boolean
lateness?: Lateness
}[]
}
/**
 * For each malformed message over Bluetooth Low Energy: sent, answered, serving after; and whether the unit pairs before and afterwards.
 */
export interface BleMalformedInputObservation {
/**
 * @maxItems 200000
 */
units: {
id: Id
unit: Id
/**
 * A valid request of a stranger was answered before the first message.
 */
answeredBefore: boolean
/**
 * A valid request of a stranger was answered after the last message.
 */
answeredAfter: boolean
/**
 * Where the unit did not come back by itself: whether it answered after it had been switched off and on; absent where nobody did.
 */
answeredAfterRestart?: boolean
/**
 * How a pairing right after the declared act ended, before the first message.
 */
pairedBefore: ("paired" | "refused" | "unanswered" | "not-connected")
/**
 * The same, by the same phone, after the last message.
 */
pairedAfter: ("paired" | "refused" | "unanswered" | "not-connected")
corpus: Line
/**
 * Messages of the corpus.
 */
messages: number
recording: Digest
lateness?: Lateness
}[]
/**
 * @maxItems 200000
 */
messages: {
id: Id
unit: Id
layer: ("l2cap" | "att" | "smp")
message: Line
clause: Line
/**
 * Octets of all its frames.
 */
bytes: number
/**
 * Something came back on its channel, the unit ended the link, neither; the link was gone before; nobody consented to it.
 */
answer: ("answered" | "disconnected" | "silent" | "not-connected" | "not-sent")
/**
 * A valid request of another stranger was answered right after; true as well where it was not sent.
 */
aliveAfter: boolean
recoveredAfterMilliseconds: (number | null)
lateness?: Lateness
}[]
}
/**
 * Attempts to pair by Bluetooth Low Energy, each read from its exchange.
 */
export interface BlePairingObservation {
/**
 * @maxItems 200000
 */
attempts: {
id: Id
unit: Id
/**
 * normal: nobody did the act; window: right after it; after-window: once the limit was over; after-restart: switched off and on after the act; bonded: in the normal state, after the owner has paired.
 */
state: ("normal" | "window" | "after-window" | "after-restart" | "bonded")
/**
 * Whose address the bench had.
 */
by: ("stranger" | "stranger-as-owner" | "owner")
offer?: {
ioCapability: ("display-only" | "display-yes-no" | "keyboard-only" | "no-input-no-output" | "keyboard-display" | "reserved")
oob: boolean
bonding: boolean
mitm: boolean
secureConnections: boolean
keySize: number
}
answer?: {
ioCapability: ("display-only" | "display-yes-no" | "keyboard-only" | "no-input-no-output" | "keyboard-display" | "reserved")
oob: boolean
bonding: boolean
mitm: boolean
secureConnections: boolean
keySize: number
}
/**
 * The unit had asked for security before.
 */
asked?: boolean
protocol?: ("legacy" | "secure-connections")
method?: ("just-works" | "passkey" | "numeric-comparison" | "out-of-band")
keySize?: number
/**
 * Where the passkey that the bench typed in came from.
 */
passkey?: ("shown" | "default" | "identifier")
/**
 * That passkey, where it is a default or comes from what stands on the unit.
 */
tried?: string
/**
 * Who said that the numbers were equal, where two were compared: the bench and the hand at the unit, or the bench while nobody touched the unit.
 */
confirmed?: ("both" | "bench-alone")
/**
 * keys: both sides proved the same key to each other.
 */
outcome: ("keys" | "refused" | "unfinished" | "unanswered" | "not-connected")
failure?: Line
/**
 * The link was encrypted with the key.
 */
encrypted: boolean
/**
 * Of the toy's clock.
 */
secondsAfterAct?: number
recording: Digest
lateness?: Lateness
}[]
/**
 * The owner's host comes back with the key of its pairing.
 * 
 * @maxItems 200000
 */
returns: {
id: Id
unit: Id
/**
 * What had happened since.
 */
after: ("bonding" | "strangers")
connected: boolean
/**
 * The owner's key was still taken.
 */
encrypted: boolean
lateness?: Lateness
}[]
/**
 * Passkeys that the units showed, compared with each other.
 * 
 * @maxItems 200000
 */
passkeys: {
id: Id
unit: Id
pairing: number
/**
 * Units at whose pairings this passkey was shown.
 * 
 * @maxItems 50
 */
servesUnits: Id[]
}[]
}
/**
 * What recordings of Bluetooth show of each unit: connections, pairings and how they were made, and what passed in the clear.
 */
export interface BluetoothCaptureObservation {
/**
 * @maxItems 1000
 */
captures: {
id: Id
unit: Id
sha256: Digest
format: ("btsnoop" | "pcap" | "pcapng")
/**
 * How the packets were wrapped, as tcpdump.org and btsnoop name it.
 * 
 * @maxItems 20
 */
linkTypes: Line[]
octets: number
/**
 * Packets of Bluetooth that were read.
 */
packets: number
/**
 * Packets that the air or the recording damaged.
 */
damaged: number
/**
 * Packets of which the recording kept only a beginning.
 */
cut: number
/**
 * Records of something else.
 */
others: number
recordedAt?: Time
/**
 * From the first packet to the last.
 */
seconds: number
/**
 * The file was read to its end.
 */
complete: boolean
problem?: Line
/**
 * Connections with other devices, which are not looked into.
 */
strangers: number
}[]
/**
 * @maxItems 200000
 */
connections: {
id: Id
unit: Id
capture: Id
transport: ("le" | "classic")
peer?: Line
/**
 * The capture shows how the connection was made.
 */
startSeen: boolean
/**
 * Packets that carried something in the clear.
 */
plainPackets: number
encryptedPackets: number
/**
 * How often encryption began.
 */
encryptions: number
/**
 * Octets of the key, as a controller told.
 */
keySize?: number
}[]
/**
 * @maxItems 20000
 */
pairings: {
id: Id
unit: Id
capture: Id
connection?: Id
transport: ("le" | "classic")
/**
 * Over Classic secure-connections is simple pairing on the longer curve.
 */
protocol?: ("legacy" | "secure-connections" | "simple-pairing" | "pin")
/**
 * From the features of both sides and the rounds of the exchange.
 */
method?: ("just-works" | "passkey" | "numeric-comparison" | "out-of-band" | "pin")
/**
 * Octets of the key that both took.
 */
keySize?: number
/**
 * keys: both sides proved the same key to each other.
 */
outcome: ("keys" | "failed" | "unfinished")
failure?: Line
/**
 * What the unit asked for beforehand (Security Request).
 */
wished?: {
bonding: boolean
mitm: boolean
secureConnections: boolean
}
/**
 * What the side that began says of itself; over Classic the recording host.
 */
request?: {
ioCapability: ("display-only" | "display-yes-no" | "keyboard-only" | "no-input-no-output" | "keyboard-display" | "reserved")
oob: boolean
bonding: boolean
mitm: boolean
secureConnections?: boolean
keypress?: boolean
keySize?: number
}
/**
 * What the other side says of itself.
 */
response?: {
ioCapability: ("display-only" | "display-yes-no" | "keyboard-only" | "no-input-no-output" | "keyboard-display" | "reserved")
oob: boolean
bonding: boolean
mitm: boolean
secureConnections?: boolean
keypress?: boolean
keySize?: number
}
/**
 * Passkey or PIN that the recording gives away; six zeros in Just Works of legacy pairing.
 */
secret?: {
value: string
provedBy: ("confirm-value" | "nonces" | "recording")
}
/**
 * Sides that used the debug key that the specification publishes.
 * 
 * @maxItems 2
 */
debugKeys: ("initiator" | "responder")[]
/**
 * Encryption began between this pairing and the next.
 */
encryptedAfter: boolean
/**
 * Encrypted packets that the key opened which a listener works out.
 */
openedPackets: number
}[]
/**
 * @maxItems 200000
 */
attributes: {
id: Id
unit: Id
capture: Id
connection: Id
handle: number
characteristic?: Line
operation: ("read" | "write" | "write-command" | "notification" | "indication")
encrypted: boolean
/**
 * How often it was granted; a write command has no answer and counts as sent.
 */
times: number
}[]
/**
 * @maxItems 200000
 */
channels: {
id: Id
unit: Id
capture: Id
connection: Id
/**
 * Protocol that was opened over Classic.
 */
psm: number
encrypted: boolean
}[]
}
/**
 * What each unit gives over Bluetooth Classic to hosts that it never met, and to one that is paired.
 */
export interface BluetoothClassicObservation {
/**
 * @maxItems 1000
 */
units: {
id: Id
unit: Id
address?: Line
/**
 * Its controller is emulated: there is no range, no sound, and who can be connected to is found.
 */
emulated: boolean
/**
 * The declared act that opens pairing was done each time it was asked for.
 */
actDone: boolean
exchange: Digest
/**
 * What this bench cannot show.
 * 
 * @maxItems 20
 */
notTested: Line[]
}[]
/**
 * @maxItems 20000
 */
inquiries: {
id: Id
unit: Id
/**
 * normal: switched on, nobody bonded; window: after the declared act; after-window: once the limit was over; after-restart: switched off and on in the window; bonded: the owner's host is paired.
 */
state: ("normal" | "window" | "after-window" | "after-restart" | "bonded")
kind: ("general" | "limited")
seconds: number
answered: boolean
}[]
/**
 * @maxItems 20000
 */
discoveries: {
id: Id
unit: Id
/**
 * Inquiries without a break, from the end of the act, on the unit's clock.
 */
listenedSeconds: number
answers: number
firstSeconds?: number
lastSeconds?: number
lateness?: Lateness
}[]
/**
 * @maxItems 20000
 */
pages: {
id: Id
unit: Id
/**
 * normal: switched on, nobody bonded; window: after the declared act; after-window: once the limit was over; after-restart: switched off and on in the window; bonded: the owner's host is paired.
 */
state: ("normal" | "window" | "after-window" | "after-restart" | "bonded")
host: ("stranger" | "owner")
/**
 * The unit accepted a connection.
 */
answered: boolean
}[]
/**
 * @maxItems 20000
 */
browsings: {
id: Id
unit: Id
host: ("stranger" | "owner")
/**
 * The unit gave its service records to the end.
 */
complete: boolean
problem?: Line
}[]
/**
 * @maxItems 20000
 */
records: {
id: Id
unit: Id
host: ("stranger" | "owner")
/**
 * @maxItems 20
 */
classes: BluetoothUuid[]
name?: Line
psm?: number
/**
 * Serial channel.
 */
channel?: number
}[]
/**
 * @maxItems 20000
 */
channels: {
id: Id
unit: Id
/**
 * normal: switched on, nobody bonded; window: after the declared act; after-window: once the limit was over; after-restart: switched off and on in the window; bonded: the owner's host is paired.
 */
state: ("normal" | "window" | "after-window" | "after-restart" | "bonded")
host: ("stranger" | "owner")
kind: ("protocol" | "serial" | "sound")
/**
 * PSM, serial channel, or 0 for a connection of sound.
 */
number: number
carries?: Line
result: ("opened" | "refused" | "no-answer")
/**
 * Octets that came over it unasked.
 */
received: number
/**
 * A key came about on the way.
 */
paired: boolean
}[]
/**
 * @maxItems 20000
 */
pairings: {
id: Id
unit: Id
/**
 * normal: switched on, nobody bonded; window: after the declared act; after-window: once the limit was over; after-restart: switched off and on in the window; bonded: the owner's host is paired.
 */
state: ("normal" | "window" | "after-window" | "after-restart" | "bonded")
host: ("stranger" | "owner")
way: ("simple-pairing" | "pin")
/**
 * The PIN that was tried.
 */
pin?: string
/**
 * keys: both sides keep the same key.
 */
outcome: ("keys" | "refused" | "not-connected")
method?: ("just-works" | "passkey" | "numeric-comparison" | "out-of-band" | "pin")
protocol?: ("simple-pairing" | "secure-connections" | "pin")
failure?: Line
lateness?: Lateness
}[]
/**
 * @maxItems 20000
 */
bonds: {
id: Id
unit: Id
/**
 * A second host obtained a key while the owner's was bonded.
 */
strangerKeys: boolean
/**
 * The owner's host connected again under its key.
 */
ownerBefore: boolean
/**
 * It did so after the second host had tried.
 */
ownerAfter: boolean
lateness?: Lateness
}[]
/**
 * @maxItems 20000
 */
calls: {
id: Id
unit: Id
host: ("stranger" | "owner")
channel: number
/**
 * For which it rang.
 */
seconds: number
/**
 * The unit took part in the dialogue that goes before a call.
 */
connected: boolean
/**
 * The unit took the call with nobody at it.
 */
accepted: boolean
after?: Line
}[]
}
/**
 * Text and facts of the published documents.
 */
export interface DocumentsObservation {
/**
 * @maxItems 200000
 */
documents: {
id: Id
kind: Line
language: Line
/**
 * Address or file.
 */
source: string
retrievedAt: Time
/**
 * HTTP status.
 */
status?: number
finalUrl?: string
mediaType?: Line
digest?: Digest
bytes: number
truncated: boolean
/**
 * Words of the document, white space folded, mark-up removed.
 */
text: string
/**
 * Lines of a security.txt (RFC 9116).
 * 
 * @maxItems 200
 */
fields?: {
name: Line
value: string
}[]
readability?: {
/**
 * Grade of the United States school system; median of several formulas.
 */
grade: number
words: number
sentences: number
}
/**
 * @maxItems 2000
 */
links: string[]
}[]
}
/**
 * Credentials read from the units, as properties and comparisons; the values stay on the bench.
 */
export interface FactoryCredentialsObservation {
/**
 * @maxItems 200000
 */
credentials: {
id: Id
unit: Id
credential: Id
valueDigest: Digest
length: number
/**
 * Classes of characters present.
 * 
 * @maxItems 10000
 */
characters: ("digits" | "lower" | "upper" | "other")[]
/**
 * Public identifiers found inside the value, or whose plain hash it contains, and how.
 * 
 * @maxItems 10000
 */
matches: {
identifier: Line
how: Line
}[]
}[]
/**
 * @maxItems 200000
 */
pairs: {
id: Id
credential: Id
/**
 * @minItems 2
 * @maxItems 2
 */
units: Id[]
equal: boolean
/**
 * Characters.
 */
commonPrefix: number
/**
 * Characters.
 */
commonSuffix: number
/**
 * Absolute difference where both read as numbers in base 10 or 16 or 36.
 */
difference?: number
}[]
}
/**
 * How web interfaces on the toy answer sessions, foreign origins and rebinding.
 */
export interface HttpSurfaceObservation {
/**
 * @maxItems 200000
 */
interfaces: {
id: Id
service: Id
unit: Id
family: ("IPv4" | "IPv6")
reached: boolean
sessionOpened: boolean
}[]
/**
 * @maxItems 200000
 */
paths: {
id: Id
interface: Id
path: string
foundBy: ("declared" | "link" | "common-name")
withSession: (number | null)
withoutSession: (number | null)
/**
 * Redirection without session.
 */
location?: string
sameBody: (boolean | null)
asksForLogin: (boolean | null)
}[]
/**
 * @maxItems 200000
 */
foreignRequests: {
id: Id
interface: Id
webPath: Id
/**
 * own-origin: the control, in the session, as the interface's own page sends it. foreign-origin: as a browser sends it from a page of another site, with the session's cookies only where SameSite lets them go. foreign-host: in the session, under a name that is not the interface's. no-token: in the session, without Origin, Referer and token. no-session: without session.
 */
variation: ("foreign-origin" | "foreign-host" | "no-token" | "own-origin" | "no-session")
status: (number | null)
before: (string | null)
after: (string | null)
changed: (boolean | null)
}[]
/**
 * @maxItems 200000
 */
headers: {
id: Id
interface: Id
path: string
name: Line
value: string
}[]
}
/**
 * Transcripts of logins: defaults, wrong guesses, locks, weak passwords, changed credentials.
 */
export interface LoginAttemptsObservation {
/**
 * One row for each credential, unit, service and address family. Known defaults and wrong guesses are tried on every row that was reached; passwords, changes and second factors belong to the account behind it and are tried on the first such row of a credential, unit and service.
 * 
 * @maxItems 200000
 */
logins: {
id: Id
unit: Id
credential: Id
service: Id
protocol: Line
family: ("IPv4" | "IPv6")
reached: boolean
}[]
/**
 * @maxItems 200000
 */
attempts: {
id: Id
login: Id
/**
 * default: a known default. After a lock the probe waits for its end, within its waiting time, and sends the same candidate again; the last row of a candidate counts. guess: wrong guesses one after the other.
 */
series: ("default" | "guess" | "owner" | "after-lock" | "old-credential" | "old-session" | "new-credential" | "password-alone")
/**
 * Counted from one in its series.
 */
number: number
candidate?: Line
/**
 * delayed: weighed and refused, and the answer took the parameter delaySeconds or longer, without what the bench itself was late. locked: not weighed, try later. challenged: something else is asked first.
 */
outcome: ("accepted" | "refused" | "locked" | "delayed" | "challenged" | "no-answer")
status?: Line
/**
 * Since the first attempt of the series.
 */
atMilliseconds: number
/**
 * Time to the answer.
 */
milliseconds: number
lateness?: Lateness
}[]
/**
 * @maxItems 200000
 */
guessing: {
id: Id
login: Id
/**
 * Wrong guesses sent.
 */
tried: number
slowedAfter: (number | null)
how: ("locked" | "delayed" | "challenged" | "not-slowed")
/**
 * The owner's credential is tried after the wrong guesses even where nothing slowed them.
 */
ownerAcceptedAfterSeconds: (number | null)
/**
 * How long the owner's credential was tried; at least the parameter lockSeconds where it stayed refused.
 */
waitedSeconds: number
lateness?: Lateness
ownerLateness?: Lateness
}[]
/**
 * @maxItems 200000
 */
passwords: {
id: Id
login: Id
where: ("sign-up" | "change")
/**
 * short: fewer characters than the parameter `length`, one of them exactly one character fewer, none of them common. common: from a list of common passwords, one of them with `length` characters or more. strong: the control; unless it is accepted a refusal says nothing.
 */
sort: ("short" | "common" | "strong")
length: number
outcome: ("accepted" | "refused" | "no-answer")
status?: Line
}[]
/**
 * @maxItems 200000
 */
changes: {
id: Id
login: Id
/**
 * The service acknowledged the change.
 */
changed: boolean
oldCredential: ("accepted" | "refused" | "no-answer")
/**
 * A session opened before the change and used after it; none where the protocol keeps no session.
 */
oldSession: ("accepted" | "refused" | "no-answer" | "none")
newCredential: ("accepted" | "refused" | "no-answer")
restored: boolean
}[]
/**
 * @maxItems 200000
 */
secondFactors: {
id: Id
login: Id
/**
 * The service acknowledged that the second factor is on.
 */
enabled: boolean
/**
 * session: the protected page was given after the right password and nothing else.
 */
passwordAlone: ("session" | "challenge" | "refused" | "no-answer")
}[]
}
/**
 * For each malformed message: sent, answered, alive after.
 */
export interface MalformedInputObservation {
/**
 * @maxItems 200000
 */
services: {
id: Id
service: Id
unit: Id
family: ("IPv4" | "IPv6")
protocol: Line
answeredBefore: boolean
answeredAfter: boolean
corpus: Line
messages: number
lateness?: Lateness
}[]
/**
 * @maxItems 200000
 */
messages: {
id: Id
service: Id
message: Line
bytes: number
answer: ("answered" | "closed" | "reset" | "silent" | "not-connected")
/**
 * A valid request was answered right after.
 */
aliveAfter: boolean
recoveredAfterMilliseconds: (number | null)
lateness?: Lateness
}[]
}
/**
 * Which ports answer, and what they speak whatever their number.
 */
export interface OpenPortsObservation {
/**
 * Every port of every planned scan got an answer or its full waiting time.
 */
complete: boolean
/**
 * @maxItems 200000
 */
scans: {
id: Id
unit: Id
family: ("IPv4" | "IPv6")
transport: ("tcp" | "udp")
address: Line
/**
 * Ports tried.
 */
ports: number
/**
 * UDP: which request was sent to which port; without a request it understands a service may stay silent.
 * 
 * @maxItems 2000
 */
asked?: {
port: number
protocol: Line
}[]
/**
 * At least one port answered or refused, or the unit answered in another way, such as an echo request; without it a silent unit and a wrong address look alike.
 */
hostAnswered?: boolean
milliseconds: number
lateness?: Lateness
}[]
/**
 * @maxItems 200000
 */
tcp: {
id: Id
unit: Id
family: ("IPv4" | "IPv6")
port: number
speaks: Line
/**
 * TLS from the first byte.
 */
encrypted: boolean
/**
 * First printable bytes.
 */
banner?: string
alpn?: Line
}[]
/**
 * @maxItems 200000
 */
udp: {
id: Id
unit: Id
family: ("IPv4" | "IPv6")
port: number
speaks: Line
requestBytes: number
replyBytes: number
excerpt?: string
}[]
/**
 * @maxItems 200000
 */
baseline: {
id: Id
unit: Id
family: ("IPv4" | "IPv6")
transport: ("tcp" | "udp")
port: number
}[]
}
/**
 * What each TLS server negotiates, and the certificates it shows.
 */
export interface TlsServerObservation {
/**
 * @maxItems 200000
 */
servers: {
id: Id
service: Id
unit: Id
family: ("IPv4" | "IPv6")
address: Line
port: number
name: (Line | null)
/**
 * A TCP connection was made.
 */
reached: boolean
speaksTls: boolean
connections: number
milliseconds: number
/**
 * Application protocols it agreed to (RFC 7301).
 * 
 * @maxItems 100
 */
alpn?: Line[]
/**
 * Error codes of the bench's own TLS client (OpenSSL), where none of its whole handshakes came to an end.
 * 
 * @maxItems 100
 */
handshakeErrors?: Line[]
}[]
/**
 * @maxItems 200000
 */
versions: {
id: Id
server: Id
version: ("SSLv2" | "SSLv3" | "TLS 1.0" | "TLS 1.1" | "TLS 1.2" | "TLS 1.3")
negotiated: boolean
/**
 * Alert or error where not negotiated.
 */
answer?: string
/**
 * Every suite of this version was enumerated.
 */
complete: boolean
}[]
/**
 * @maxItems 200000
 */
suites: {
id: Id
server: Id
version: Line
/**
 * Two bytes; three of SSLv2.
 */
code: string
name: Line
keyExchange: Line
authentication: Line
encryption: Line
/**
 * The exchanged key is ephemeral.
 */
forwardSecrecy: boolean
}[]
/**
 * @maxItems 200000
 */
groups: {
id: Id
server: Id
version: Line
name: Line
/**
 * Size of the field: of the curve, or of the prime of classical Diffie-Hellman.
 */
bits?: number
}[]
/**
 * @maxItems 200000
 */
certificates: {
id: Id
server: Id
/**
 * 0 is the leaf.
 */
position: number
digest: Digest
publicKeyDigest: Digest
subject: string
issuer: string
notBefore: Time
notAfter: Time
/**
 * @maxItems 1000
 */
names: string[]
keyAlgorithm: Line
keyBits: (number | null)
signatureAlgorithm: Line
truncated?: boolean
}[]
/**
 * @maxItems 200000
 */
chains: {
id: Id
server: Id
nameUsed: (Line | null)
nameMatches: (boolean | null)
/**
 * Trust anchors given to the validation: those declared for the service, by digest of the certificate; empty where none is declared, and then the public roots were used.
 * 
 * @maxItems 10000
 */
anchors: Digest[]
validation: Line
checkedAt: Time
leaf?: Digest
}[]
}
/**
 * Journeys through the companion pages in a real browser: what was sent, stored and shown, and which values of the synthetic family went where.
 */
export interface WebSessionObservation {
/**
 * One way of a family through the pages.
 * 
 * @maxItems 200000
 */
journeys: {
id: Id
kind: ("sign-up" | "sign-in" | "notice" | "consent-as-guardian" | "consent-as-child" | "age-question" | "age-again" | "child-profile" | "play" | "sharing" | "choice" | "withdrawal" | "export" | "deletion" | "purchase" | "purchase-as-child" | "allow-source" | "allow-source-as-child" | "logout" | "other")
part: Id
role: ("visitor" | "guardian" | "child")
/**
 * Every step could be done.
 */
completed: boolean
/**
 * Number of the step that could not be done.
 */
stoppedAt?: number
/**
 * Why it could not be done.
 */
stoppedBecause?: ("no-control" | "control-unusable" | "text-not-shown" | "page-not-loaded" | "certificate" | "crashed" | "storm" | "too-large" | "timed-out" | "left-open")
detail?: string
/**
 * @maxItems 30
 */
marks: ("notice-shown" | "consent-asked" | "consent-given" | "consent-withdrawn" | "sharing-asked" | "sharing-allowed" | "sharing-ended" | "profile-created" | "signed-in" | "signed-out" | "age-refused" | "function-reached" | "purchased" | "source-allowed" | "choice-asked" | "choice-answered" | "gate-passed" | "exported" | "deleted")[]
/**
 * Clicks, entries, choices, pages opened by hand, and waits of more than ten seconds.
 */
acts: number
/**
 * Those of the acts that only prove who the guardian is.
 */
proofs: number
startedAt: Time
milliseconds: number
har?: Digest
choice?: Id
answer?: ("protects" | "shares")
variation?: Id
of?: Id
lateness?: Lateness
}[]
/**
 * What was done, step by step.
 * 
 * @maxItems 200000
 */
steps: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
verb: ("open" | "fill" | "choose" | "click" | "expect" | "wait" | "logout")
/**
 * The control or the text, as it is declared.
 */
target: string
/**
 * @maxItems 10
 */
marks: ("notice-shown" | "consent-asked" | "consent-given" | "consent-withdrawn" | "sharing-asked" | "sharing-allowed" | "sharing-ended" | "profile-created" | "signed-in" | "signed-out" | "age-refused" | "function-reached" | "purchased" | "source-allowed" | "choice-asked" | "choice-answered" | "gate-passed" | "exported" | "deleted")[]
done: boolean
act: boolean
proves: boolean
host?: string
path?: string
milliseconds: number
picture?: Digest
original?: Digest
/**
 * Names of the values of the family that are blurred in the picture.
 * 
 * @maxItems 40
 */
blurred?: Line[]
problem?: string
}[]
/**
 * Everything that the browser asked for.
 * 
 * @maxItems 200000
 */
requests: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
asker: ("page" | "frame" | "worker" | "service-worker" | "popup")
/**
 * What the browser took it for: Document, Script, Fetch, Ping, WebSocket.
 */
kind: string
method: string
scheme: string
host: string
/**
 * Without the query.
 */
path: string
/**
 * @maxItems 100
 */
queryNames: string[]
status: (number | null)
/**
 * Scheme, host and path.
 */
redirectsTo?: string
/**
 * Octets of the body that was sent.
 */
bytes: number
/**
 * All of the body could be looked into; a chosen file counts as read where the bench itself made it.
 */
bodyRead: boolean
/**
 * As the browser classed a part over HTTP in a page over HTTPS (Mixed Content, 3).
 */
mixed: ("none" | "optionally-blockable" | "blockable")
/**
 * The page asked for it over HTTP and the browser changed that.
 */
upgraded: boolean
/**
 * To a host that belongs to the bench, such as the post box of its family.
 */
bench: boolean
problem?: string
}[]
/**
 * Each page and frame that was loaded, with the headers that defend it.
 * 
 * @maxItems 200000
 */
documents: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
host: string
scheme: string
path: string
status: number
contentSecurityPolicy?: string
xFrameOptions?: string
xContentTypeOptions?: string
strictTransportSecurity?: string
referrerPolicy?: string
contentType?: string
/**
 * A policy in the page itself.
 */
metaPolicy?: string
}[]
/**
 * Cookies that the browser held, each as it was first seen in a journey.
 * 
 * @maxItems 200000
 */
cookies: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
name: string
domain: string
path: string
secure: boolean
httpOnly: boolean
sameSite: ("strict" | "lax" | "none" | "unset")
/**
 * How long it lasts; null until the browser is closed.
 */
days: (number | null)
/**
 * Without it a page for those who are signed in is refused; null where that was not tried.
 */
carriesSession: (boolean | null)
}[]
/**
 * What pages kept in the browser besides cookies.
 * 
 * @maxItems 200000
 */
stored: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
host: string
kind: ("local-storage" | "session-storage" | "database" | "cache" | "service-worker")
name: string
}[]
/**
 * Values of the bench's family that were typed in or chosen.
 * 
 * @maxItems 200000
 */
entered: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
canary: string
}[]
/**
 * Values of the bench's family found in what left, was kept or stood in an address.
 * 
 * @maxItems 200000
 */
sightings: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
canary: string
/**
 * What was done to it, the outermost first.
 */
encoding: string
where: ("address" | "referrer" | "body" | "header" | "frame" | "cookie" | "storage")
/**
 * Who received it; for cookies and storage whose it is.
 */
host: string
path: string
bench: boolean
request?: Id
}[]
/**
 * Values of session cookies and bearer tokens found in an address or a referrer.
 * 
 * @maxItems 200000
 */
tokens: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
where: ("address" | "referrer")
host: string
path: string
/**
 * Name of the cookie or header.
 */
token: string
}[]
/**
 * Fields that were sent, by name.
 * 
 * @maxItems 200000
 */
fields: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
/**
 * Where the family stands: no notice was shown yet, none was agreed to, consent was given, consent was taken back.
 */
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
/**
 * The guardian had allowed sharing at that time.
 */
sharing: boolean
host: string
path: string
place: ("query" | "form" | "json" | "multipart" | "frame" | "header")
name: string
/**
 * @maxItems 60
 */
canaries: string[]
/**
 * Its value is also kept in the browser beyond the session, looks random, and is no cookie for its own host.
 */
lasting: boolean
bench: boolean
}[]
/**
 * Controls on pages on which something is asked: where a step asks for consent, sharing or a choice.
 * 
 * @maxItems 200000
 */
controls: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
asks: ("notice-shown" | "consent-asked" | "consent-given" | "consent-withdrawn" | "sharing-asked" | "sharing-allowed" | "sharing-ended" | "profile-created" | "signed-in" | "signed-out" | "age-refused" | "function-reached" | "purchased" | "source-allowed" | "choice-asked" | "choice-answered" | "gate-passed" | "exported" | "deleted")
role: string
name: string
checked: (boolean | null)
required: boolean
}[]
/**
 * Words on the screen where a notice is shown.
 * 
 * @maxItems 200000
 */
notices: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
text: string
language?: string
}[]
/**
 * Links and forms on pages of a child, each followed once where it leads elsewhere.
 * 
 * @maxItems 200000
 */
links: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
page: string
name: string
/**
 * Where it points.
 */
host: string
followed: boolean
/**
 * The host at which following it ended.
 */
reached?: string
/**
 * Met only after a step that passes a gate.
 */
behindGate: boolean
}[]
/**
 * Text that would report itself if a page ran it, given to a field.
 * 
 * @maxItems 200000
 */
injections: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
field: string
form: ("element" | "attribute" | "address" | "script")
/**
 * The service took the text: the journey went on.
 */
taken: boolean
/**
 * The text stood on a page later.
 */
cameBack: boolean
ran: boolean
}[]
/**
 * Text of a known form of secret in what was loaded.
 * 
 * @maxItems 200000
 */
secrets: {
id: Id
host: string
path: string
form: string
offset: number
/**
 * Its first characters.
 */
begins: string
}[]
/**
 * Scripts, styles, source maps and configuration that were searched for secrets.
 * 
 * @maxItems 200000
 */
scripts: {
id: Id
host: string
path: string
kind: ("script" | "style" | "source-map" | "configuration" | "document")
bytes: number
whole: boolean
}[]
/**
 * Requests that the list of trackers names.
 * 
 * @maxItems 200000
 */
trackers: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
host: string
path: string
rule: string
/**
 * The name behind the host, where that is what the list names.
 */
alias?: string
}[]
/**
 * Names behind a host name (CNAME).
 * 
 * @maxItems 200000
 */
aliases: {
id: Id
host: string
alias: string
}[]
/**
 * The list with which requests were compared.
 * 
 * @maxItems 200000
 */
trackerLists: {
id: Id
title: string
digest: Digest
date: Day
ageDays: number
rules: number
}[]
/**
 * Fields that a step filled or chose.
 * 
 * @maxItems 200000
 */
filled: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
control: string
/**
 * The form is refused without it, by what it says of itself.
 */
required: boolean
/**
 * @maxItems 60
 */
canaries: string[]
}[]
/**
 * Ways around a consent that was broken off, each tried in a browser that stopped before it.
 * 
 * @maxItems 200000
 */
resumptions: {
id: Id
journey: Id
way: ("reload" | "back" | "later-address" | "second-window")
/**
 * The path that was tried.
 */
address: string
/**
 * @maxItems 30
 */
reached: ("notice-shown" | "consent-asked" | "consent-given" | "consent-withdrawn" | "sharing-asked" | "sharing-allowed" | "sharing-ended" | "profile-created" | "signed-in" | "signed-out" | "age-refused" | "function-reached" | "purchased" | "source-allowed" | "choice-asked" | "choice-answered" | "gate-passed" | "exported" | "deleted")[]
}[]
/**
 * What the browser reported.
 * 
 * @maxItems 200000
 */
messages: {
id: Id
journey: Id
/**
 * Number of the step, from 1; 0 before the first.
 */
step: number
kind: ("console" | "policy" | "mixed-content" | "dialog" | "popup" | "download" | "certificate" | "crash" | "limit")
text: string
}[]
/**
 * Nothing was left out because of a bound.
 */
whole: boolean
/**
 * Families of the bench that signed up on the pages, and whether they were deleted again.
 * 
 * @maxItems 200000
 */
accounts?: {
id: Id
part: Id
/**
 * declared: the family of the journeys. followed: another that was given texts to run and as little as forms demand. least: one that signed up with as little. whole: one that signed up with everything after that one was refused. broken-off: one that stopped before consent.
 */
family: ("declared" | "followed" | "least" | "whole" | "broken-off")
/**
 * A journey of deletion came to its end for it.
 */
removed: boolean
detail?: Text
}[]
}
/**
 * Which test cases apply, why the others do not, and what the instruments are asked to do.
 */
export interface Plan {
plan: 1
edition: {
edition: Line
digest: Digest
}
suites: {
version: Line
digest: Digest
}
declaration: {
digest: Digest
}
level: Level
/**
 * @maxItems 500
 */
only?: Line[]
/**
 * @maxItems 500
 */
requirements: {
id: RequirementId
title: Line
level: Level
strength: Strength
limits: Limits
selection: ("selected" | "not-applicable" | "above-level" | "not-tested")
/**
 * The statement changed since its test cases were last read beside it.
 */
suspect?: true
because?: Text
/**
 * The declared features that decided.
 * 
 * @maxItems 100
 */
facts: {
feature: FeatureName
answer: boolean
}[]
}[]
/**
 * @maxItems 2000
 */
testCases: {
id: TestCaseId
requirement: RequirementId
purpose: Line
method: Method
strength: Strength
/**
 * @maxItems 10000
 */
evidence: EvidenceKind[]
selection: ("selected" | "not-applicable" | "above-level" | "not-tested")
because?: Text
}[]
/**
 * @maxItems 5000
 */
tasks: Task[]
}
/**
 * A report as salted digests of its parts, so that each can be shown or withheld: the predicate of a statement that the laboratory signs beside its report. The head is always shown.
 */
export interface RedactableReport {
redactable: 1
report: Digest
head: ReportHead
/**
 * Every part of the report, in order.
 * 
 * @minItems 1
 * @maxItems 2000
 */
leaves: ReportLeaf[]
}
export interface ReportHead {
id: string
kind: ("test-report" | "self-assessment")
title: Line
issuedAt: Time
expiresAt: Time
outcome: ("conforms" | "does-not-conform" | "inconclusive")
laboratory: Line
manufacturer: Line
model: Line
modelNumber: Line
edition: Line
level: Level
/**
 * Groups in which something was judged, sorted.
 * 
 * @maxItems 40
 */
groups: string[]
}
export interface ReportLeaf {
path: LeafPath
digest: Digest
}
/**
 * A report of which some parts are withheld: the signed digests of all parts, and those parts that are shown with their salts. With every part shown it is the holder's own copy, which is not for others.
 */
export interface RedactedReport {
redacted: 1
statement: Envelope
/**
 * @maxItems 2000
 */
shown: ShownLeaf[]
}
export interface ShownLeaf {
path: LeafPath1
/**
 * Sixteen random bytes in base64.
 */
salt: string
/**
 * The part, as it stands in the report.
 */
value: unknown
}
/**
 * Whom to believe about a registry: its log, the witnesses of the log and how many of them, and who signs status lists. Public.
 */
export interface RegistryPolicy {
registry: 1
/**
 * The log's name, an address without scheme (C2SP tlog-checkpoint).
 */
origin: string
/**
 * Verifier key of the log (C2SP signed-note), type Ed25519.
 */
logKey: string
/**
 * Verifier keys of the witnesses (C2SP tlog-cosignature).
 * 
 * @maxItems 15
 */
witnesses: string[]
witnessThreshold: number
/**
 * @minItems 1
 * @maxItems 10
 */
statusKeys: {
algorithm: ("ed25519" | "p256")
/**
 * SubjectPublicKeyInfo (RFC 5280), DER in base64.
 */
publicKey: string
}[]
/**
 * How many status lists there are at a time.
 */
statusShards: number
}
/**
 * A leaf of the registry's log: what happened to one certificate. Canonical JSON on one line; nothing in it may be personal, because nothing leaves the log.
 */
export interface RegistryEvent {
registryEvent: 1
event: CertificateEvent
certificate: CertificateId
digest: Digest
at: Time
level?: Level
edition?: string
/**
 * Groups of requirements that the certificate covers.
 * 
 * @maxItems 40
 */
scope?: string[]
reason?: CertificateReason
}
/**
 * A test report (ISO/IEC 17025:2017, 7.8): a pure function of edition, plan, judgements, declaration, bench, journal and the facts of issue.
 */
export interface Report {
report: 1
/**
 * Unique for the laboratory.
 */
id: string
/**
 * A test report of a laboratory, or the manufacturer assessing itself.
 */
kind: ("test-report" | "self-assessment")
title: Line
issuedAt: Time
expiresAt: Time
authorisedBy: Id
outcome: ReportOutcome
laboratory: {
name: Line
address: Line
location?: Line
accreditation?: Line
}
customer: {
name: Line
address?: Line
}
product: {
manufacturer: Line
model: Line
modelNumber: Line
hardware?: Line
ages: {
from: number
to: number
}
/**
 * @maxItems 250
 */
placesOfSale: string[]
/**
 * @minItems 1
 * @maxItems 50
 */
units: ReportUnit[]
/**
 * @minItems 1
 * @maxItems 50
 */
parts: ReportPart[]
}
method: {
edition: Line
title: Line
status: ("draft" | "published" | "withdrawn")
published?: Day
level: Level
suites: Line
}
digests: {
edition: Digest
suites: Digest
declaration: Digest
plan: Digest
evidence: Digest
}
performed: {
startedAt: Time
endedAt: Time
}
statements: {
items: Text
sampling: Text
decisionRule: Text
expiry: Text
/**
 * Where the laboratory deviated from the method or added to it, and what others provided, in its own words (ISO/IEC 17025:2017, 7.8.2.1 n and p).
 * 
 * @minItems 1
 * @maxItems 50
 */
deviations?: Line[]
}
/**
 * What the reader cannot conclude from this report.
 * 
 * @maxItems 100
 */
limitations: Text[]
/**
 * The parts of the edition to which the laboratory limited the plan; empty where nothing was left out.
 * 
 * @maxItems 500
 */
exclusions: Line[]
/**
 * @minItems 1
 * @maxItems 500
 */
requirements: ReportRequirement[]
/**
 * @maxItems 2000
 */
judgements: Judgement[]
/**
 * Every attempt to observe, in order.
 * 
 * @maxItems 20000
 */
attempts: ReportAttempt[]
/**
 * @maxItems 200
 */
tools: {
name: Line
version: Line
use: Line
}[]
/**
 * Pages as they were seen on the journeys, by the digest of a picture in the evidence; values of the family are blurred in it.
 * 
 * @minItems 1
 * @maxItems 24
 */
pictures?: {
journey: Id
step: number
after: Line
/**
 * @maxItems 20
 */
marks: Line[]
/**
 * The page showed a value of the family.
 */
blurred: boolean
picture: Digest
/**
 * Names of the values that are blurred.
 * 
 * @maxItems 40
 */
values?: Line[]
}[]
/**
 * Accounts that the laboratory made at the product, and how many of them it deleted again.
 * 
 * @minItems 1
 * @maxItems 40
 */
accounts?: {
at: Line
made: number
removed: number
}[]
/**
 * Who received which value of the synthetic family on the journeys through the web, and where the family stood then.
 */
received?: {
/**
 * @maxItems 40
 */
items: Line[]
/**
 * @maxItems 40
 */
recipients: {
host: Line
operator?: Line
role?: ("first-party" | "processor" | "third-party")
}[]
/**
 * @maxItems 2000
 */
cells: {
item: Line
host: Line
phase: ("before-notice" | "before-consent" | "after-consent" | "after-withdrawal")
onlyWhileShared: boolean
/**
 * @maxItems 20
 */
encodings: Line[]
}[]
}
}
export interface ReportUnit {
id: Id
serial: Line
received?: Day
condition?: Line
}
export interface ReportPart {
id: Id
kind: ("firmware" | "android-app" | "ios-app" | "web-app" | "cloud" | "hardware")
version: Line
sha256?: Digest
url?: Line
}
export interface ReportRequirement {
id: RequirementId
title: Line
level: Level
strength: Strength
statement: Text
rationale: Text
limits: Limits
selection: ("selected" | "not-applicable" | "above-level" | "not-tested")
/**
 * The statement changed since its test cases were last read beside it.
 */
suspect?: true
because?: Text
/**
 * The declared features that decided.
 * 
 * @maxItems 100
 */
facts: {
feature: FeatureName
answer: boolean
}[]
/**
 * The worst of its test cases; of the mandatory ones where the requirement is mandatory.
 */
verdict: ("pass" | "inconclusive" | "fail" | "not-applicable" | "not-tested")
claim?: Text
/**
 * @maxItems 50
 */
testCases: ReportTestCase[]
}
export interface ReportTestCase {
id: TestCaseId
purpose: Line
method: Method
strength: Strength
/**
 * @maxItems 50
 */
evidence: Id[]
selection: ("selected" | "not-applicable" | "above-level" | "not-tested")
because?: Text
}
export interface ReportAttempt {
task: Id
kind: Id
probe: {
name: Line
version: Line
}
/**
 * @maxItems 50
 */
units: Id[]
operator: Id
attempt: number
startedAt: Time
endedAt: Time
observation?: Digest
reason?: Id
detail?: Text
}
/**
 * One normative statement and the test cases that decide whether it is met.
 */
export interface Requirement {
id: RequirementId
title: string
level: Level
strength: Strength
applies: Applies
/**
 * A proposed requirement is part of the document and cannot be in a published edition.
 */
maturity?: ("proposed" | "active" | "withdrawn")
supersedes?: RequirementId
statement: Text
rationale: Text
guidance: {
manufacturer: Text
examiner: Text
}
limits?: Limits
stricter?: Stricter
/**
 * Clause ids of other standards that speak of the same matter.
 */
references: {
/**
 * @minItems 1
 * @maxItems 30
 */
[k: string]: Line[]
}
/**
 * @minItems 1
 * @maxItems 20
 */
incidents?: Id[]
/**
 * @minItems 0
 * @maxItems 20
 */
testCases: TestCase[]
/**
 * Test cases that the suites do not judge yet, most of them because an instrument does not exist. They are part of the document and of the plan, as not tested.
 * 
 * @minItems 1
 * @maxItems 20
 */
pending?: PendingTestCase[]
/**
 * Who read the statement beside its test cases, and found that they still fit. The last entry counts: a statement that changed since leaves its test cases suspect.
 * 
 * @minItems 1
 * @maxItems 50
 */
reviews?: Review[]
/**
 * Why a withdrawn requirement was given up.
 */
withdrawn?: {
because: Text
}
}
/**
 * For each limit the direction in which it asks more of a product: "lower" where a smaller number does, "higher" where a greater one does.
 */
export interface Stricter {
[k: string]: ("lower" | "higher")
}
export interface TestCase {
id: TestCaseId
method: Method
/**
 * A fact in the present tense.
 */
purpose: string
/**
 * @minItems 1
 * @maxItems 11
 */
evidence: EvidenceKind[]
/**
 * One verdict for each row of this table, such as ixit.credentials.
 */
rows?: string
/**
 * The examiner is asked only of rows that have, for each field named here, one of its values.
 */
rowsWhere?: {
/**
 * @minItems 1
 * @maxItems 20
 */
[k: string]: (string | boolean)[]
}
applies?: Applies
strength?: Strength
how?: Text
/**
 * @minItems 1
 * @maxItems 20
 */
questions?: Question[]
/**
 * Parameters for the instruments; values may name a limit.
 */
with?: {
[k: string]: (number | string | boolean)
}
}
/**
 * What the examiner is asked to observe. Never a verdict.
 */
export interface Question {
id: Id
ask: Text
/**
 * The possible observations, each with the words shown to the examiner.
 */
choices?: {
[k: string]: Line
}
/**
 * A reading, and its unit.
 */
number?: {
unit: Line
minimum?: number
maximum?: number
}
/**
 * Free words of what was seen or heard.
 */
text?: true
/**
 * A list of ids or words, one observation each.
 */
list?: true
photo?: ("required" | "optional")
}
export interface PendingTestCase {
id: TestCaseId
purpose: string
method: Method
/**
 * Instruments that it will rest on (standard/instruments.yaml).
 * 
 * @minItems 1
 * @maxItems 11
 */
evidence: Id[]
/**
 * One verdict for each row of this table, such as ixit.credentials.
 */
rows?: string
applies?: Applies
strength?: Strength
how: Text
/**
 * Parameters for the instruments; values may name a limit.
 */
with?: {
[k: string]: (number | string | boolean)
}
}
export interface Review {
on: Day
by: Line
statement: Digest
because: Line
}
/**
 * What a reviewer of the certification body looked at before a decision (ISO/IEC 17065:2012, 7.5). `toymark certify` starts it; a person fills it in.
 */
export interface ReviewRecord {
review: 1
report: Digest
/**
 * @maxItems 2000
 */
items: ReviewItem[]
}
export interface ReviewItem {
id: Id
look: Text
/**
 * open until somebody looked; refused stops the certificate.
 */
finding: ("open" | "accepted" | "refused")
note?: Text
}
/**
 * Where the files of a run came from, relative to the run directory. Only gathering reads it; no verdict rests on it.
 */
export interface Run {
run: 1
/**
 * Paths in the declaration are relative to it.
 */
declarationFolder: string
/**
 * Paths in the bench and the answers are relative to it.
 */
benchFolder: string
}
/**
 * in-toto Statement v1: about the tested parts, with the report as its predicate; or about one report and its parts, with the certificate as its predicate.
 */
export interface Statement {
_type: "https://in-toto.io/Statement/v1"
/**
 * The parts of the product whose bytes are known, and the declaration; for a certificate the report before them.
 * 
 * @minItems 1
 * @maxItems 100
 */
subject: {
name: Line
digest: {
sha256: string
}
}[]
predicateType: ("https://toymark.example/predicates/test-report/v1" | "https://toymark.example/predicates/certificate/v1" | "https://toymark.example/predicates/redactable-report/v1")
/**
 * The report or the certificate; it fits its own schema.
 */
predicate: {

}
}
/**
 * Which certificates of the log are suspended or withdrawn; a logged certificate that is not listed is in force. Canonical JSON in an envelope of its own payload type.
 */
export interface StatusList {
statusList: 1
origin: Line
/**
 * Grows by one with every list.
 */
version: number
issuedAt: Time
nextUpdate: Time
/**
 * Entries of the log that were read for this list.
 */
logSize: number
/**
 * Merkle tree hash of these entries, base64.
 */
logRoot: string
/**
 * Into how many lists the certificates are divided by their ids.
 */
shards: number
shard: number
/**
 * Sorted by certificate.
 * 
 * @maxItems 20000
 */
statuses: {
certificate: CertificateId
state: ("suspended" | "withdrawn")
since: Time
reason: CertificateReason
}[]
}
/**
 * Bodies whose signatures count, with the keys, windows and scope of each.
 */
export interface TrustList {
trust: 1
version: number
issued?: Time
expires: Time
scheme?: SchemeIdentity
policy?: SchemePolicy
/**
 * @minItems 1
 * @maxItems 100
 */
editions: Line[]
/**
 * @maxItems 1000
 */
bodies: TrustedBody[]
/**
 * Registers of certificates that the scheme keeps, and whom to believe about each.
 * 
 * @maxItems 10
 */
registries?: ListedRegistry[]
}
export interface SchemeIdentity {
name: Line
owner: Line
address?: Line
}
/**
 * The rules of the scheme for certificates. Without them nobody certifies.
 */
export interface SchemePolicy {
/**
 * The longest a certificate may count.
 */
certificateDays: number
/**
 * The oldest a report may be on the day of the decision.
 */
reportDays: number
/**
 * Conformity modules (Decision No 768/2008/EC, Annex II) that certificates may name.
 * 
 * @minItems 1
 * @maxItems 10
 */
modules: ConformityModule[]
/**
 * Conditions that every certificate carries.
 * 
 * @maxItems 20
 */
surveillance?: Text[]
/**
 * Until when certificates of an edition count at most.
 * 
 * @maxItems 50
 */
transitions?: EditionTransition[]
}
export interface EditionTransition {
edition: Line
until: Day
}
export interface TrustedBody {
id: Id
name: Line
address?: Line
role: Role
/**
 * @minItems 1
 * @maxItems 10000
 */
levels: Level[]
/**
 * Groups of requirements in scope; all where absent.
 * 
 * @maxItems 10000
 */
groups?: string[]
/**
 * @minItems 1
 * @maxItems 50
 */
keys: ListedKey[]
/**
 * @maxItems 100
 */
suspensions?: Suspension[]
}
export interface ListedKey {
keyid: string
algorithm: string
/**
 * SubjectPublicKeyInfo (RFC 5280), DER in base64.
 */
publicKey: string
notBefore: Time
notAfter: Time
}
export interface Suspension {
from: Time
to?: Time
because: Line
}
export interface ListedRegistry {
policy: RegistryPolicy
address?: Line
}

/** Every kind of evidence, by the name of its schema. */
export type EvidenceKind = 'declaration' | 'account-lifecycle' | 'announcements' | 'anonymous-access' | 'api-access' | 'assessor' | 'ble-advertising' | 'ble-gatt' | 'ble-malformed-input' | 'ble-pairing' | 'bluetooth-capture' | 'bluetooth-classic' | 'documents' | 'factory-credentials' | 'http-surface' | 'login-attempts' | 'malformed-input' | 'open-ports' | 'tls-server' | 'web-session';

/** The declaration with every IXIT table present, empty where the manufacturer left it out. */
export type Declared = Declaration & { ixit: Required<Ixit> };

/** What each kind of evidence holds. */
export interface Observations {
  declaration: Declared;
  'account-lifecycle': AccountLifecycleObservation;
  'announcements': AnnouncementsObservation;
  'anonymous-access': AnonymousAccessObservation;
  'api-access': ApiAccessObservation;
  'assessor': AssessorObservation;
  'ble-advertising': BleAdvertisingObservation;
  'ble-gatt': BleGattObservation;
  'ble-malformed-input': BleMalformedInputObservation;
  'ble-pairing': BlePairingObservation;
  'bluetooth-capture': BluetoothCaptureObservation;
  'bluetooth-classic': BluetoothClassicObservation;
  'documents': DocumentsObservation;
  'factory-credentials': FactoryCredentialsObservation;
  'http-surface': HttpSurfaceObservation;
  'login-attempts': LoginAttemptsObservation;
  'malformed-input': MalformedInputObservation;
  'open-ports': OpenPortsObservation;
  'tls-server': TlsServerObservation;
  'web-session': WebSessionObservation;
}

/** Every document, by the name of its schema. */
export interface Documents {
  'accreditation': AccreditationMetadata;
  'answers': Answers;
  'bench': Bench;
  'bench-secrets': BenchSecrets;
  'bundle': CertificateBundle;
  'certificate': Certificate;
  'clause': DocumentClause;
  'crosswalk': Crosswalk;
  'declaration': Declaration;
  'edition': Edition;
  'envelope': Envelope;
  'features': Features;
  'glossary': Glossary;
  'groups': Groups;
  'incidents': Incidents;
  'instruments': Instruments;
  'journal-entry': JournalEntry;
  'judgements': Judgements;
  'observations/account-lifecycle': AccountLifecycleObservation;
  'observations/announcements': AnnouncementsObservation;
  'observations/anonymous-access': AnonymousAccessObservation;
  'observations/api-access': ApiAccessObservation;
  'observations/assessor': AssessorObservation;
  'observations/ble-advertising': BleAdvertisingObservation;
  'observations/ble-gatt': BleGattObservation;
  'observations/ble-malformed-input': BleMalformedInputObservation;
  'observations/ble-pairing': BlePairingObservation;
  'observations/bluetooth-capture': BluetoothCaptureObservation;
  'observations/bluetooth-classic': BluetoothClassicObservation;
  'observations/documents': DocumentsObservation;
  'observations/factory-credentials': FactoryCredentialsObservation;
  'observations/http-surface': HttpSurfaceObservation;
  'observations/login-attempts': LoginAttemptsObservation;
  'observations/malformed-input': MalformedInputObservation;
  'observations/open-ports': OpenPortsObservation;
  'observations/tls-server': TlsServerObservation;
  'observations/web-session': WebSessionObservation;
  'plan': Plan;
  'redactable': RedactableReport;
  'redacted': RedactedReport;
  'registry': RegistryPolicy;
  'registry-event': RegistryEvent;
  'report': Report;
  'requirement': Requirement;
  'review': ReviewRecord;
  'run': Run;
  'specimens': Specimens;
  'statement': Statement;
  'status-list': StatusList;
  'trust': TrustList;
}

export type DocumentName = 'accreditation' | 'answers' | 'bench' | 'bench-secrets' | 'bundle' | 'certificate' | 'clause' | 'crosswalk' | 'declaration' | 'edition' | 'envelope' | 'features' | 'glossary' | 'groups' | 'incidents' | 'instruments' | 'journal-entry' | 'judgements' | 'observations/account-lifecycle' | 'observations/announcements' | 'observations/anonymous-access' | 'observations/api-access' | 'observations/assessor' | 'observations/ble-advertising' | 'observations/ble-gatt' | 'observations/ble-malformed-input' | 'observations/ble-pairing' | 'observations/bluetooth-capture' | 'observations/bluetooth-classic' | 'observations/documents' | 'observations/factory-credentials' | 'observations/http-surface' | 'observations/login-attempts' | 'observations/malformed-input' | 'observations/open-ports' | 'observations/tls-server' | 'observations/web-session' | 'plan' | 'redactable' | 'redacted' | 'registry' | 'registry-event' | 'report' | 'requirement' | 'review' | 'run' | 'specimens' | 'statement' | 'status-list' | 'trust';
