/**
 * How the systems whose form is known say in JSON that a list is empty. An empty array alone proves nothing: a page
 * behind the last one is empty, and so is many an error. Both the address and the form must be the system's own, and the
 * answer must count nought.
 * Source of the forms: field notes §5.1 and §5.2.
 */
import { isRecord, wordsOf, type Json } from './jsonAnswer.js';

interface EmptyForm {
  reader: string;
  /** The path of the endpoint. */
  at: RegExp;
  /** Where the list and the number of its records stand. */
  list: string[];
  total: string[];
}

const EMPTY_FORMS: EmptyForm[] = [
  { reader: 'ucap', at: /\/common\/search\/[0-9a-f]{32}$/i, list: ['data', 'results'], total: ['data', 'total'] },
  { reader: 'gkmlpt', at: /\/gkmlpt\/api\/all\/\d+$/, list: ['articles'], total: ['classify', 'post_count'] },
  {
    reader: 'chinatax', at: /\/getFileListByCodeId$/, list: ['results', 'data', 'results'],
    total: ['results', 'data', 'total'],
  },
  {
    reader: 'affair', at: /\/zwgk-search-front\/api\/data\/affair$/, list: ['data', 'list'], total: ['data', 'total'],
  },
  {
    reader: 'szinf', at: /\/szinf\/xxgk\/interfacesWebZcwj\/loadData$/, list: ['data', 'list'], total: ['data', 'allRow'],
  },
];

/** Which reader knows the answer for an empty list of its system, and the words that say so; null for any other. */
export function emptyAnswer(json: Json, address: string): { reader: string; why: string } | null {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const form = EMPTY_FORMS.find(({ at }) => at.test(path));
  if (form === undefined) return null;
  const list = valueAt(json, form.list);
  const isEmpty = Array.isArray(list) && list.length === 0 && wordsOf(valueAt(json, form.total)) === '0';
  return isEmpty ? { reader: form.reader, why: `${form.total.join('.')}: 0, ${form.list.join('.')}: []` } : null;
}

function valueAt(json: Json, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isRecord(value) ? value[key] : undefined), json);
}
