/** The URL of the database `name`. `server` is the URL of any database on the same server. */
export function databaseUrlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
