import type { Words } from '../../model.js';
import { cadenceWords } from '../vocabulary.js';
import { eventTerm, hiddenEvent } from './eventTerm.js';
import { periodTerm } from './periodTerm.js';
import { plainTerm } from './plainTerm.js';
import { inexpressible, steadyTerm, unclear } from './steadyTerm.js';
import type { Term } from './term.js';
import type { Understood } from './understood.js';

/** Longer than any time limit; what is longer is a sentence that someone has to read. */
const LONGEST = 60;

/**
 * Reads the words that offices write for a time limit: 每月10日前, 每季度, 及时公开, 信息形成后20个工作日内.
 *
 * Where the words leave two readings the one that accuses less is taken, and said. What is not understood, what the
 * configuration cannot say (每两周) and what promises nothing (定期, 适时) is not taken.
 */
export function readTerm(written: string): Understood<Term> {
  const text = written.trim();
  if (Object.hasOwn(cadenceWords, text)) return { as: 'read', value: { cadence: text as Term['cadence'] } };
  if (text.length > LONGEST) return { as: 'not-understood', note: tooLong };
  const plain = plainTerm(text);
  const outer = plain.replace(/\([^()]*\)/g, '');
  const whole = oneOrSeveral(outer);
  const [, inner] = /\(([^()]*)\)/.exec(plain) ?? [];
  if (inner === undefined || /^(?:或者?|及)?变更$/.test(inner)) return whole;
  return withRemark(whole, oneOrSeveral(inner), inner);
}

/** 按月；重大事项及时公开 promises two things, and a column can promise one. */
function oneOrSeveral(text: string): Understood<Term> {
  const one = single(text);
  if (one.as !== 'not-understood') return one;
  const parts = text.split(/[;,。/]|、(?!\d)/).filter((part) => part !== '');
  if (parts.length < 2) return one;
  const read = parts.map(single);
  const [first] = read;
  const meant = read.map((part) => (part.as === 'not-understood' ? '' : JSON.stringify(part.value)));
  const isSame = meant[0] !== '' && meant.every((meaning) => meaning === meant[0]);
  return isSame && first ? first : { as: 'not-understood', note: read.some(({ as }) => as !== 'not-understood') ? several : unclear };
}

function single(text: string): Understood<Term> {
  return eventTerm(text) ?? steadyTerm(text) ?? periodTerm(text) ?? hiddenEvent(text) ?? inexpressible(text) ?? { as: 'not-understood', note: unclear };
}

/** 按月（每月10日前): what stands in brackets says it more closely, is the same, or is a remark. */
function withRemark(outer: Understood<Term>, inner: Understood<Term>, remark: string): Understood<Term> {
  if (outer.as === 'not-understood') return outer;
  if (inner.as === 'not-understood') {
    const note = { zh: `括号里的“${remark}”没有采用`, en: `“${remark}” in brackets is not taken` };
    return { as: 'assumed', value: outer.value, note: outer.as === 'assumed' ? joined(outer.note, note) : note };
  }
  if (cadenceWords[inner.value.cadence] !== cadenceWords[outer.value.cadence]) return { as: 'not-understood', note: several };
  return outer.value.grace === undefined && outer.value.withinOfEvent === undefined ? inner : outer;
}

function joined(one: Words, other: Words): Words {
  return { zh: `${one.zh}；${other.zh}`, en: `${one.en}; ${other.en}` };
}

const several: Words = {
  zh: '写了几个不同的时限，一个栏目只能有一个。请只写一个，或分成几行',
  en: 'several time limits, where a column has one. Write one, or split the row',
};

const tooLong: Words = {
  zh: `时限太长，没有读。请改写成一个词，如 按月、按季、实时，其余写在备注里`,
  en: 'too long for a time limit. Write one word such as 按月, 按季 or 实时, and the rest into 备注',
};
