/** The attributes that somebody asks for. A page has many more, and noting those takes a twentieth of its reading. */
const NAMES = [
  'class', 'id', 'name', 'title', 'href', 'src', 'alt', 'tip', 'style', 'hidden', 'type', 'rel', 'lang', 'xml:lang', 'width',
  'height', 'content', 'property', 'itemprop', 'http-equiv', 'datetime', 'pubdate', 'onclick', 'onmouseover', 'data', 'url',
  'tagid', 'tagname', 'parsetype', 'querydata',
] as const;

export type AttributeName = (typeof NAMES)[number] | `data-${string}`;

/** By lower-case name; the first of a name counts. An attribute without a value is empty. */
export type Attributes = Readonly<Partial<Record<AttributeName, string>>>;

/** Others that stand on most pages, and are passed over as soon as they are known. */
const NOT_ASKED = ['target', 'align', 'valign', 'border', 'color', 'size', 'cellpadding', 'cellspacing', 'colspan', 'rowspan'];

const BY_NAME = new Map<string, AttributeName | null>([
  ...NAMES.map((name) => [name, name] as const),
  ...NOT_ASKED.map((name) => [name, null] as const),
]);

/** The attribute's name in lower case where somebody asks for it, else null. */
export function attributeNamed(written: string): AttributeName | null {
  const known = BY_NAME.get(written);
  if (known !== undefined) return known;
  const lower = written.toLowerCase();
  return isData(lower) ? lower : (BY_NAME.get(lower) ?? null);
}

const isData = (name: string): name is `data-${string}` => name.startsWith('data-');
