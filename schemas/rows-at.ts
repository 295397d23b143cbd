/** The rows of a table of a document, by its path such as `ixit.services`; none where there is no such table. */
export function rowsAt(document: unknown, tablePath: string): readonly { id?: unknown }[] {
  const table = tablePath.split('.').reduce<unknown>((value, name) => member(value, name), document);
  return Array.isArray(table) ? (table as { id?: unknown }[]) : [];
}

const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
