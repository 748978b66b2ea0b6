/** The URL of one service's own database on a server that is named by the URL of any of its databases. */
export function databaseUrlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
