/** A calendar date that exists and a time of day, in UTC (RFC 3339 profile). */
export function isUtcTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().replace('.000Z', 'Z') === text;
}
