import type { ReadFailure, Reading } from '../model.js';

/** A `Reading` with nothing in it, for the readers to build on. */
export function emptyReading(kind: Reading['kind'], why: string, reader: string): Reading {
  return {
    kind, unreadable: null, why, reader, items: [], nextPages: [],
    size: { items: null, pages: null }, gathers: false, goesOn: false, article: null, columnDate: null,
    pageName: null, directory: [], redirectTo: null, listAt: null, container: null, setAside: [],
  };
}

/** A page that could not be read, and why. */
export function unreadable(reason: ReadFailure, why: string, reader = 'generic'): Reading {
  return { ...emptyReading('unreadable', why, reader), unreadable: reason };
}
