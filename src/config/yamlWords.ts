import type { ErrorCode } from 'yaml';
import type { Words } from '../model.js';

/** What the YAML text should have been at a place where the parser stumbled, for people who never heard of YAML. */
export const yamlExpectations: Record<ErrorCode, Words> = {
  ALIAS_PROPS: { zh: '不带标记的引用 *名称', en: 'a reference *name without anything before it' },
  BAD_ALIAS: { zh: '引用名称，如 *common', en: 'the name of a reference, such as *common' },
  BAD_COLLECTION_TYPE: { zh: '与标记相符的列表或键值', en: 'a list or map that fits its tag' },
  BAD_DIRECTIVE: { zh: '正确的 % 指令（一般不需要）', en: 'a valid % directive (rarely needed)' },
  BAD_DQ_ESCAPE: {
    zh: '双引号里正确的反斜杠写法（反斜杠要写两个，或改用单引号）',
    en: 'a valid backslash inside double quotes (write it twice, or use single quotes)',
  },
  BAD_INDENT: {
    zh: '对齐的缩进和成对的括号（同级的行开头对齐，[ 和 { 要有 ] 和 }）',
    en: 'even indentation and closed brackets (lines of one level begin in one column; [ and { need ] and })',
  },
  BAD_PROP_ORDER: { zh: '写在值前面的锚点或标记', en: 'an anchor or tag before its value' },
  BAD_SCALAR_START: {
    zh: '加了引号的文字（以 @ ` % 等符号开头的文字要加引号）',
    en: 'text in quotes (text that begins with @, ` or % needs them)',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行只有一个“键: 值”（值里有冒号加空格时请加引号）',
    en: 'one "key: value" on a line (put a value with a colon and a space in quotes)',
  },
  BLOCK_IN_FLOW: { zh: '括号内用逗号分隔的内容', en: 'entries separated by commas inside brackets' },
  DUPLICATE_KEY: { zh: '同一处每个键只写一次', en: 'each key once' },
  IMPOSSIBLE: { zh: '正确的 YAML 写法', en: 'valid YAML' },
  KEY_OVER_1024_CHARS: { zh: '1024 个字符以内的键', en: 'a key of at most 1024 characters' },
  MISSING_CHAR: {
    zh: '成对的引号和括号，以及键后面的英文冒号加空格',
    en: 'closed quotes and brackets, and a colon and a space after a key',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '写在一行里的“键: 值”，并与同级的行对齐',
    en: 'a "key: value" on one line that begins where its neighbours begin',
  },
  MULTIPLE_ANCHORS: { zh: '最多一个锚点 &名称', en: 'at most one anchor &name' },
  MULTIPLE_DOCS: { zh: '一个文件里只有一份配置（不要用 --- 分成几份）', en: 'one configuration in a file (no second part after ---)' },
  MULTIPLE_TAGS: { zh: '最多一个标记 !名称', en: 'at most one tag !name' },
  NON_STRING_KEY: { zh: '文字作键', en: 'text as a key' },
  RESOURCE_EXHAUSTION: { zh: '层级不这么深的内容', en: 'content that is less deeply nested' },
  TAB_AS_INDENT: { zh: '用空格缩进（不要用 Tab 键）', en: 'spaces for indentation, not tabs' },
  TAG_RESOLVE_FAILED: {
    zh: '不带 ! 标记的值（以 ! 开头的文字要加引号）',
    en: 'a value without a ! tag (put text that begins with ! in quotes)',
  },
  UNEXPECTED_TOKEN: { zh: '正确的 YAML 写法（此处有多余的符号）', en: 'valid YAML (something here is one too many)' },
};

const wantsSpace: Words = { zh: '冒号后面要留一个空格', en: 'leave a space after the colon' };

/** Slips of a Chinese keyboard, known by the look of the line (without its comment) or of the value. */
const slips: { line?: RegExp; value?: RegExp; hint: Words }[] = [
  {
    line: /^\s*(?:-\s*)?[A-Za-z]+\s*：/u,
    hint: { zh: '冒号要用英文半角“: ”，后面留一个空格', en: 'use an ASCII colon followed by a space' },
  },
  { line: /^\s*(?:-\s*)?(?!https?:)[A-Za-z]+:[^\s/\d]/u, hint: wantsSpace },
  { line: /[，；]\s*[A-Za-z]+\s*[:：]/u, hint: { zh: '逗号要用英文半角“,”', en: 'use an ASCII comma' } },
  { value: /^"[“”‘’]/u, hint: { zh: '引号要用英文半角 " 或不加引号', en: 'use straight quotes or none' } },
];

/** `expected`, with a hint where the line or the value shows one of the known slips. */
export function withHint(expected: Words, sourceLine: string, got: string): Words {
  const text = sourceLine.replace(/\s#.*$/u, '');
  const slip = slips.find(({ line, value }) => line?.test(text) === true || value?.test(got) === true);
  if (slip === undefined) return expected;
  return { zh: `${expected.zh}（${slip.hint.zh}）`, en: `${expected.en} (${slip.hint.en})` };
}
