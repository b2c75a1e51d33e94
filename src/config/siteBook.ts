import type { Site } from '../model.js';

/**
 * Tells sites of several files that would be taken for one. For each site only its key and the name of its file are kept,
 * and nothing of its columns, however many it has.
 */
export interface SiteBook {
  /** Writes a site down, and gives back the file that has one of its key already; null where none does. */
  add(site: Site, file: string): string | null;
  /**
   * Sites whose keys begin with another site's key and a slash, and those others, by key with their files, in the order in which they were written down. A column's key
   * is its site's, a slash and more: only columns of such sites can have one key although their sites do not.
   */
  related(): ReadonlyMap<string, string>;
}

export function createSiteBook(): SiteBook {
  const fileOf = new Map<string, string>();
  return {
    add({ key }, file) {
      const twin = fileOf.get(key);
      if (twin === undefined) fileOf.set(key, file);
      return twin ?? null;
    },
    related() {
      const found = [...fileOf.keys()].flatMap((key) => {
        const above = heads(key).filter((head) => fileOf.has(head));
        return above.length > 0 ? [key, ...above] : [];
      });
      const related = new Set(found);
      return new Map([...fileOf].filter(([key]) => related.has(key)));
    },
  };
}

/** What stands before each slash: `a` and `a/b` of `a/b/c`. */
function heads(key: string): string[] {
  const parts = key.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
