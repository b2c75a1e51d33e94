/** What is known of each tag: how HTML treats it, and what becomes of it in a layout. */

/** What becomes of a tag that does not become an open box. */
export type Treatment = 'skip' | 'capture' | 'root' | 'head' | 'void';

export interface TagKind {
  /** In lower case. */
  name: string;
  /** HTML never closes it: it holds nothing. */
  isVoid: boolean;
  /** An opening tag of this kind closes the innermost open elements for as long as they are of these names. */
  impliesCloseOf: ReadonlySet<string> | null;
  /** Whether `/>` closes the tags inside: as in SVG, or as in HTML again; null where it leaves that as it is. */
  closesItself: boolean | null;
  treatment: Treatment | null;
  /** An opening tag of this kind closes an open element of these names, unless a scope stands between them. */
  closes: ReadonlySet<string> | null;
}

const VOID = words(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);
const FOREIGN = words('math svg');
const FOREIGN_END = words('mi mo mn ms mtext annotation-xml foreignobject desc title');
const FORM = words('input option optgroup select button datalist textarea');
const ENDS_PARAGRAPH =
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr ' +
  'main nav ol pre section table ul';

/** As htmlparser2's own Parser has it. */
const IMPLIES_CLOSE_OF = new Map<string, ReadonlySet<string>>([
  ...withEach('select input output button datalist textarea', FORM),
  ...withEach('dd dt', words('dd dt')),
  ...withEach('rt rp', words('rt rp')),
  ...withEach('tbody tfoot', words('thead tbody')),
  ...withEach(ENDS_PARAGRAPH, words('p')),
  ...withEach('tr', words('tr th td')),
  ...withEach('th', words('th')),
  ...withEach('td', words('thead th td')),
  ...withEach('body', words('head link script')),
  ...withEach('li', words('li')),
  ...withEach('option', words('option')),
  ...withEach('optgroup', words('optgroup option')),
]);

const TREATMENTS = new Map<string, Treatment>([
  ...withEach(
    'style template svg math noframes object canvas audio video map select textarea datalist button', 'skip' as const,
  ),
  ...withEach('script noscript title', 'capture' as const),
  ...withEach('html head', 'root' as const),
  ...withEach('meta base link', 'head' as const),
  ...withEach('br img input hr wbr area col embed source track param', 'void' as const),
]);

const CLOSES = new Map<string, ReadonlySet<string>>([
  ...withEach('li', words('li')),
  ...withEach('tr', words('tr td th')),
  ...withEach('td th', words('td th')),
  ...withEach('dt dd', words('dt dd')),
  ...withEach('a', words('a')),
]);

const COMMON = words('abbr b body center em font frameset i iframe label small span strong tbody td tfoot th thead time u');
const KNOWN = new Map(
  [...VOID, ...FOREIGN, ...FOREIGN_END, ...IMPLIES_CLOSE_OF.keys(), ...TREATMENTS.keys(), ...CLOSES.keys(), ...COMMON]
    .map((name) => [name, kindNamed(name)]),
);

/** The kinds of the tags of one page; a tag has the same one each time. */
export class TagKinds {
  private readonly others = new Map<string, TagKind>();

  /** @param name  as it stands in the page, in letters of any case */
  of(name: string): TagKind {
    return KNOWN.get(name) ?? this.others.get(name) ?? this.note(name);
  }

  private note(name: string): TagKind {
    const lower = name.toLowerCase();
    const kind = KNOWN.get(lower) ?? this.others.get(lower) ?? kindNamed(lower);
    this.others.set(name, kind).set(lower, kind);
    return kind;
  }
}

/** What `</br>` is read as. */
export const LINE_BREAK = kindNamed('br');

function kindNamed(name: string): TagKind {
  return {
    name,
    isVoid: VOID.has(name),
    impliesCloseOf: IMPLIES_CLOSE_OF.get(name) ?? null,
    closesItself: FOREIGN.has(name) ? true : FOREIGN_END.has(name) ? false : null,
    treatment: TREATMENTS.get(name) ?? null,
    closes: CLOSES.get(name) ?? null,
  };
}

function words(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

function withEach<Value>(names: string, value: Value): [string, Value][] {
  return names.split(' ').map((name) => [name, value]);
}
