/** What a date is, by the words of its label or of its column's head (field notes §6.2: which date is which). */
import { fold } from '../layout/words.js';

/** `other`: 截止, 生效, 废止 and the like, which say nothing of publication. */
export type DateRole = 'published' | 'written' | 'other' | 'unsaid';

const PUBLISHED =
  /(?:发布|发表|发稿|公开|公布|公示|更新|上传|上网|刊登|录入|添加|信息提供)(?:日期|时间|于)?[\s:：]*$|^[\s\[(（]*(?:日期|时间)[\s:：]*$/;
const WRITTEN = /(?:成文|发文|印发|生成|签发|制发|落款|形成)(?:日期|时间|于)?[\s:：]*$/;
const OTHER = new RegExp(
  '(?:截止|截至|生效|失效|废止|施行|实施|有效期|报名|开标|开始|结束|到期|开奖|转载|浏览|打印|下架|起|止|活动|会议)' +
    String.raw`(?:日期|时间|日|于)?[\s:：至]*$|(?:公示|公告|招标)期(?:限|间|为)?[\s:：自从]*$`,
);
const NEXT = /下一?次[^\s,，。;；]{1,8}[\s:：]*$/;
const ENDS = /截止|截至|失效|废止|有效|结束|终止|到期|期满|时限|期限|下一?次/;

/** What a label says of the date behind it. */
export function roleOfLabel(label: string): DateRole {
  const words = fold(label);
  if (!words) return 'unsaid';
  if (OTHER.test(words) || NEXT.test(words)) return 'other';
  if (WRITTEN.test(words)) return 'written';
  return PUBLISHED.test(words) ? 'published' : 'unsaid';
}

/** What the head of a table column says of the dates under it. */
export function roleOfHead(head: string): DateRole {
  if (ENDS.test(head)) return 'other';
  if (/发布|公开|发表|上网|公布|更新|公示(?:日期|时间|于)?$/.test(head)) return 'published';
  if (/成文|发文|印发|生成|签发|(?:决定|许可|处罚|批准|批复|立案)(?:书)?(?:日期|时间)/.test(head)) return 'written';
  return /生效|施行|实施|开标|会议|活动|报名/.test(head) ? 'other' : 'unsaid';
}
