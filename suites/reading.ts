/** What a reader takes from words: calendar days, lengths of time, points in time. Pure functions of text. */

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner', 'janvier', 'enero', 'gennaio', 'januari'],
  ['february', 'feb', 'februar', 'février', 'febrero', 'febbraio', 'februari'],
  ['march', 'mar', 'märz', 'mars', 'marzo', 'maart'],
  ['april', 'apr', 'avril', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'mei'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno'],
  ['july', 'jul', 'juli', 'juillet', 'julio', 'luglio'],
  ['august', 'aug', 'août', 'agosto', 'augustus'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'settembre'],
  ['october', 'oct', 'oktober', 'octobre', 'octubre', 'ottobre'],
  ['november', 'nov', 'novembre', 'noviembre'],
  ['december', 'dec', 'dezember', 'décembre', 'diciembre', 'dicembre'],
];

const isoDay = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const dayMonthYear = /\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)? (?:of |de )?(\p{L}+)\.?,? (?:de |del )?(\d{4})\b/gu;
const monthDayYear = /(?<!\p{L})(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/gu;
const numbers = /\b(\d{1,2})([./])(\d{1,2})\2(\d{4})\b/g;

/**
 * Calendar days named in a text, as ISO 8601 and in order. Reads ISO, numeric forms and the month names of English, German,
 * French, Spanish, Italian and Dutch; 3/4/2031 names two possible days.
 */
export function calendarDays(words: string): readonly string[] {
  const text = words.toLowerCase().replace(/\s+/g, ' ');
  const found = [
    ...[...text.matchAll(isoDay)].map(([, year, month, day]) => isoOf(year, Number(month), day)),
    ...[...text.matchAll(dayMonthYear)].map(([, day, month, year]) => isoOf(year, monthOf(month), day)),
    ...[...text.matchAll(monthDayYear)].map(([, month, day, year]) => isoOf(year, monthOf(month), day)),
    ...[...text.matchAll(numbers)].flatMap(([, first, mark, second, year]) => [
      isoOf(year, Number(second), first),
      ...(mark === '/' ? [isoOf(year, Number(first), second)] : []),
    ]),
  ];
  return [...new Set(found.filter((day) => day !== undefined))].sort();
}

const monthOf = (name: string | undefined) => monthNames.findIndex((names) => names.includes(name ?? '')) + 1;

function isoOf(year: string | undefined, month: number, day: string | undefined): string | undefined {
  const text = `${year ?? ''}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  // The engine rolls 31 June over into July; such a day does not exist.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined;
}

const counts = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const amount = String.raw`(\d{1,4}|${counts.join('|')})`;
const units: readonly { readonly words: string; readonly days: (count: number) => number }[] = [
  {
    words: String.raw`(?:working|business) days?|werktage?n?|arbeitstage?n?|jours? ouvr(?:és?|ables?)|días? (?:hábiles|laborables)|giorni lavorativi|werkdagen`,
    // The longest span of that many working days holds a weekend for each five begun.
    days: (count) => count + 2 * Math.ceil(count / 5),
  },
  { words: 'hours?|stunden?|heures?|horas?|ore|uur', days: (count) => count / 24 },
  {
    words: '(?:calendar )?days?|tage?n?|jours?(?! ouvr)|días?(?! (?:hábil|laborab))|giorn[oi](?! lavorativ)|dag(?:en)?',
    days: (count) => count,
  },
  { words: 'weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken', days: (count) => count * 7 },
  { words: 'months?|monate?n?|mois|mes(?:es|i)?|maand(?:en)?', days: (count) => count * 31 },
];

/** Lengths of time named in a text, in calendar days; working days and months count as the longest they can be. */
export function lengthsInDays(words: string): readonly number[] {
  const text = words.toLowerCase().replace(/\s+/g, ' ');
  return units.flatMap(({ words: unit, days }) =>
    [...text.matchAll(new RegExp(String.raw`(?<![\d.,])${amount}[ -](?:${unit})(?!\p{L})`, 'gu'))].map(
      ([, count = '']) => days(counts.includes(count) ? counts.indexOf(count) : Number(count)),
    ),
  );
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** Milliseconds since 1970 of a time with its offset (RFC 3339); undefined for anything else. */
export function instant(time: string): number | undefined {
  const at = rfc3339.test(time) ? Date.parse(time.toUpperCase()) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** The same day a number of years later; 29 February becomes 28 February where the year has none. */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const [month, date] = [day.slice(5, 7), day.slice(8)];
  return isoOf(year, Number(month), date) ?? `${year}-${month}-28`;
}
