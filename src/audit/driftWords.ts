/** 疑似改版 in words, and the figures that it rests on. */
import type { Drift, Evidence, ListShown, Words } from '../model.js';

/** Why a list was not believed, in plain words. */
export function driftWords({ sign, before, now }: Drift): Words {
  const why = signWords(sign, before, now);
  return { zh: `疑似改版，${why.zh}`, en: `the page may have been rebuilt: ${why.en}` };
}

/** Both lists in figures, each with the day on which it was read. */
export function driftEvidence({ before, now, days }: Drift): Evidence[] {
  return [
    ...figures({ zh: '此前采信的列表', en: 'List believed before' }, before),
    ...figures({ zh: '本次读到的列表', en: 'List read now' }, now),
    { label: { zh: '如此显示的日期', en: 'Days on which it showed itself so' }, text: days.join(', ') },
  ];
}

function signWords(sign: Drift['sign'], before: ListShown, now: ListShown): Words {
  switch (sign) {
    case 'count-collapsed':
      return {
        zh: `每页信息由${before.rowsPerPage}条变为${now.rowsPerPage}条`,
        en: `${before.rowsPerPage} rows a page became ${now.rowsPerPage}`,
      };
    case 'newest-back':
      return {
        zh: `最新日期由${before.newest}退回到${now.newest}`,
        en: `its newest day went back from ${before.newest} to ${now.newest}`,
      };
    case 'all-today':
      return {
        zh: `每条信息都标着监测当天${now.day}，此前最新为${before.newest}`,
        en: `every row carries ${now.day}, the day of the visit; the newest was ${before.newest} before`,
      };
    case 'all-replaced':
      return {
        zh: '此前列出的信息一条也不在，日期却在原来的范围内',
        en: 'none of the items listed before stands on it, although the days are the same',
      };
    case 'other-name':
      return {
        zh: `页面自称由“${before.name}”变为“${now.name}”，此前列出的信息一条也不在`,
        en: `it called itself “${before.name}” and now “${now.name}”, and none of the items listed before stands on it`,
      };
  }
}

function figures(label: Words, { day, rowsPerPage, newest, name }: ListShown): Evidence[] {
  const on = { zh: `${label.zh}（${day}）`, en: `${label.en} (${day})` };
  return [
    { label: { zh: `${on.zh}每页条数`, en: `${on.en}, rows a page` }, text: String(rowsPerPage ?? '?') },
    { label: { zh: `${on.zh}最新日期`, en: `${on.en}, newest day` }, text: newest ?? '—' },
    ...(name === undefined ? [] : [{ label: { zh: `${on.zh}页面自称`, en: `${on.en}, name of the page` }, text: name }]),
  ];
}
