/** A name on one line without spaces around it, so that a folded YAML text and a plain one are one name. */
export function plainName(written: string): string {
  return written.trim().replace(/\s+/g, ' ');
}

/** The key that a site keeps over its life: its id, or its name. Empty texts mean "not written". */
export function siteKey(name: string, id: string): string {
  return plainName(id) || plainName(name);
}

/**
 * The key that a column keeps: `<site key>/<names joined by />`, or `<site key>/<id>`, which stays the same when the
 * column is renamed or moved below another parent.
 */
export function columnKey(site: string, names: readonly string[], id: string): string {
  return `${site}/${plainName(id) || names.map(plainName).join('/')}`;
}
