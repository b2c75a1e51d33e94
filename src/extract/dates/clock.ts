/**
 * “今天是2026年3月17日 星期二”: the page's clock, drawn by the visitor's machine or by the server. Taken for a row's date or
 * for a publication it would make any page look fresh.
 */
const CLOCK = /今天是|今日是|现在是|现在时间|当前时间|当前日期|北京时间|服务器时间|系统时间|农历|(?:浏览|打印|访问)(?:日期|时间)/;
const WEEKDAY = /(?:星期|礼拜|周)[一二三四五六日天]/;
const LONGEST_CLOCK = 60;

/** Whether a short text, or the one before it, is worded as a clock. */
export function hasClockWords(text: string, before: string): boolean {
  return text.length < LONGEST_CLOCK && (CLOCK.test(text) || (before.length < 20 && CLOCK.test(before)));
}

/** Whether a date's text, or a short text right behind it, names the day of the week. */
export function hasWeekday(text: string, behind: string): boolean {
  return text.length < 40 && (WEEKDAY.test(text) || (behind.length < 12 && WEEKDAY.test(behind)));
}
