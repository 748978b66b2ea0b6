import { databaseUrlOf } from '@lotsen/persistence/database-url';
import pg from 'pg';

/** The columns in a server's Lotsen databases, without the vault, that hold one of the words; bytea is read as text. */
export async function findInDatabases(server: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const databases = await rows<{ name: string }>(
    server,
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'lotsen%'`,
  );
  const anyWord = words.map((word) => `%${word}%`);
  for (const { name } of databases) {
    const url = databaseUrlOf(server, name);
    const columns = await rows<{ table: string; column: string; type: string }>(
      url,
      `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'vault'`,
    );
    // encode() escapes the non-ASCII bytes of a bytea, so the tests plant ASCII words.
    const hit = columns.map(({ table, column, type }) => {
      const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
      return `SELECT '${table}.${column}' AS place WHERE EXISTS (SELECT FROM "${table}" WHERE ${text} ILIKE ANY ($1))`;
    });
    if (hit.length === 0) continue;
    const places = await rows<{ place: string }>(url, hit.join(' UNION ALL '), [anyWord]);
    found.push(...places.map(({ place }) => `${name}.${place}`));
  }
  return found;
}

export async function rows<T extends object>(url: string, sql: string, values?: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
