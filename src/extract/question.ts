/** What is asked of an endpoint, the same to read and to change whether it stands in the address or in what is posted. */
import type { PageRequest } from '../model.js';

/** The address that is asked, without what is posted to it. */
export function addressOf(question: PageRequest): string {
  return typeof question === 'string' ? question : question.url;
}

/** Everything that is asked, by name: the address's query, then the form or the first level of the JSON that is posted. */
export function paramsOf(question: PageRequest): URLSearchParams {
  const address = addressOf(question);
  const params = URL.canParse(address) ? new URL(address).searchParams : new URLSearchParams();
  if (typeof question === 'string') return params;
  const { type, text } = question.body;
  const posted = type === 'form' ? [...new URLSearchParams(text)] : fieldsOf(text);
  return new URLSearchParams([...params, ...posted]);
}

/**
 * The same question with one value changed, where it stands now; a name that was not asked joins what is posted, or the
 * query where nothing is. A number in JSON stays a number.
 */
export function withParam(question: PageRequest, name: string, value: string): PageRequest {
  if (typeof question === 'string') return inAddress(question, name, value);
  const { url, body } = question;
  if (URL.canParse(url) && new URL(url).searchParams.has(name)) return { url: inAddress(url, name, value), body };
  if (body.type === 'form') {
    const form = new URLSearchParams(body.text);
    form.set(name, value);
    return { url, body: { ...body, text: form.toString() } };
  }
  const fields = objectIn(body.text);
  const given = typeof fields[name] === 'number' ? Number(value) : value;
  return { url, body: { ...body, text: JSON.stringify({ ...fields, [name]: given }) } };
}

function inAddress(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}

function fieldsOf(json: string): [string, string][] {
  return Object.entries(objectIn(json)).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
