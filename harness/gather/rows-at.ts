import type { Declared } from '../../schemas/types.ts';
import type { ExaminerQuestion } from './probe.ts';

type Row = NonNullable<ExaminerQuestion['row']>;

/** Rows of a table of the declaration by its path, `ixit.credentials` or `product.units`; none where there is no such table. */
export function rowsAt(declaration: Declared, path: string): readonly Row[] {
  const [part, table = ''] = path.split('.');
  const tables: object = part === 'ixit' ? declaration.ixit : declaration.product;
  const rows: unknown = Object.hasOwn(tables, table) ? (tables as Record<string, unknown>)[table] : undefined;
  return Array.isArray(rows) ? (rows as readonly Row[]) : [];
}
