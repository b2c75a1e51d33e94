/** The simulated sites: hosts on 127.0.0.0/8 with the same number of columns each, all answered by one server. */
export interface Field {
  columns: number;
  columnsPerSite: number;
  port: number;
}

/** In Linux every address of 127.0.0.0/8 is this machine. The first ones are left to other programs. */
export function hostOf(site: number): string {
  const number = site + 256;
  return `127.${1 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

export function addressOf({ columnsPerSite, port }: Field, column: number): string {
  return `http://${hostOf(Math.floor(column / columnsPerSite))}:${port}/${column}/`;
}

export function siteCount({ columns, columnsPerSite }: Field): number {
  return Math.ceil(columns / columnsPerSite);
}

/** Every address once, host by host in turns, so that requests beside each other go to different hosts, as ours do. */
export function addressesInTurns(field: Field): string[] {
  const columns = Array.from({ length: field.columns }, (_, column) => column);
  const place = (column: number) => column % field.columnsPerSite;
  return columns.sort((one, two) => place(one) - place(two) || one - two).map((column) => addressOf(field, column));
}
