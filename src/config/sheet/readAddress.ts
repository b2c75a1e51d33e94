import { address } from '../parts.js';
import type { Cell } from './sheet.js';
import type { Understood } from './understood.js';

/** The address that a cell of 网址 means: what it says, or where it leads to if it only says 点击查看. */
export function readAddress({ text, link }: Cell): Understood<string> {
  const said = text.trim();
  const leadsTo = link?.trim() ?? '';
  if (isAddress(said)) {
    if (leadsTo === '' || sameAddress(said, leadsTo)) return { as: 'read', value: said };
    const note = { zh: `单元格的超链接指向另一个网址（${leadsTo}），采用显示的`, en: `the cell's link leads elsewhere (${leadsTo}); what it shows is taken` };
    return { as: 'assumed', value: said, note };
  }
  const whole = `http://${said}`;
  if (/^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|net|org|invalid)(?:[:/?#]\S*)?$/i.test(said) && isAddress(whole)) {
    return { as: 'assumed', value: whole, note: { zh: '补上了 http://', en: 'http:// was added' } };
  }
  if (isAddress(leadsTo) && !/^(?:https?:|www\.)/i.test(said)) return { as: 'read', value: leadsTo };
  const isSeveral = (said.match(/https?:\/\//g) ?? []).length > 1;
  return {
    as: 'not-understood',
    note: isSeveral
      ? { zh: '一格里有几个网址。一个栏目只写一个，其余的另起一行', en: 'several addresses in one cell: a column has one' }
      : { zh: '不是网址。请写完整的网址，以 http:// 或 https:// 开头，中间没有空格', en: 'no web address: write all of it, from http:// or https:// on, without spaces' },
  };
}

function isAddress(written: string): boolean {
  return address.safeParse(written).success;
}

/** Excel writes the link of a cell its own way: a slash at the end, capital letters in the host. */
function sameAddress(one: string, other: string): boolean {
  return URL.canParse(other) && new URL(one).href === new URL(other).href;
}
