/**
 * Lists that come as XML: RSS and Atom feeds, and the rows of systems that answer with
 * `<rows><row><title>…</title><pubDate>…</pubDate></row>…</rows>`. An element becomes a record of what its children
 * hold, and the records are read as those of JSON are.
 * Source of the form: field notes §5.2 (rsj.sh.gov.cn).
 */
import { isTag, type Element } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { Reading } from '../../model.js';
import { emptyReading } from '../reading.js';
import { readAnswer } from './json.js';
import type { Json, JsonRecord } from './jsonAnswer.js';

const IS_XML =
  /^\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?!html|!doctype|datastore|\?)[A-Za-z][\w:.-]*/i;
const MARKUP = /<(?:html|head|body|div|p|ul|ol|li|table|tr|a|span|script|style|h\d|dl|section|form|iframe)[\s>/]/i;
const MOST_ELEMENTS = 20_000;

/** The reading of an XML answer; null where the text is HTML, a datastore, or holds no list of records. */
export function readXml(text: string, source: { url: string; base?: string }): Reading | null {
  const start = text.slice(0, 3_000);
  if (!IS_XML.test(start)) return null;
  // Fragments of HTML begin with an element too: without a declaration only what looks like no HTML at all is XML.
  const withoutData = start.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g, '');
  if (MARKUP.test(withoutData)) return null;
  const document = parseDocument(text, { xmlMode: true });
  const root = document.children.find(isTag);
  if (!root) return null;
  const counter = { elements: 0 };
  const reading = readAnswer({ [root.name]: valueOf(root, counter) }, source, () => emptyReading('blank', '', 'xml'));
  return reading.kind === 'list' ? { ...reading, reader: 'xml' } : null;
}

/** Children of one name become a list, those of different names the fields of a record; an element alone is its text. */
function valueOf(element: Element, counter: { elements: number }): Json {
  const children = element.children.filter(isTag).slice(0, Math.max(0, MOST_ELEMENTS - counter.elements));
  counter.elements += children.length;
  if (children.length === 0) return DomUtils.textContent(element).trim() || (element.attribs['href'] ?? '');
  const fields: JsonRecord = { ...element.attribs };
  for (const name of new Set(children.map((child) => child.name))) {
    const values = children.filter((child) => child.name === name).map((child) => valueOf(child, counter));
    const [only] = values;
    const isList = values.length > 1 || (typeof only === 'object' && only !== null && ROW.test(name));
    fields[name.replace(/^.*:/, '')] = isList ? values.filter((value) => value !== '') : (only ?? null);
  }
  return fields;
}

const ROW = /^(?:row|item|entry|record|article|info|news)$/i;
