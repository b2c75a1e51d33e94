/** What a heading of an office's table means, whatever order the columns stand in. */

/** What a column of a sheet may hold, besides the levels of the column tree. */
export type Field =
  | 'site' | 'siteId' | 'siteUrl' | 'group' | 'name' | 'path' | 'url' | 'cadence' | 'grace' | 'silence' | 'source' | 'class'
  | 'unit' | 'person' | 'contact' | 'since' | 'notes' | 'id';

/** A field, or which level of names, from 1. */
export type Meaning = { field: Field } | { level: number };

/** The first of each is what our own sheets write. */
export const fieldHeadings: Record<Field, readonly string[]> = {
  site: ['网站', '站点', '网站名称', '站点名称', '所属网站', '所属站点'],
  siteId: ['网站标识', '站点标识'],
  siteUrl: ['网站首页', '首页网址', '网站首页网址', '首页地址', '网站网址', '网站地址', '站点网址', '首页'],
  group: ['目录类别', '分类', '公开类别', '目录分类', '栏目分类', '大类', '上级栏目', '父栏目', '所属栏目'],
  name: ['栏目名称', '栏目', '目录名称', '公开事项', '公开事项名称', '事项名称', '子栏目', '末级栏目', '栏目名', '公开目录'],
  path: ['栏目路径', '路径', '栏目位置'],
  url: ['网址', '栏目网址', '栏目链接', '链接', '链接地址', '网页地址', '栏目地址', '公开网址', '公开链接', '栏目url', 'url', '地址'],
  cadence: [
    '公开时限', '时限', '更新时限', '时限要求', '公开时限要求', '更新时限要求', '公开频率', '更新频率', '公开频次', '更新频次', '更新周期',
    '公开周期', '更新要求', '公开时间', '更新时间要求',
  ],
  grace: ['宽限期', '宽限', '宽限天数', '宽限时间'],
  silence: ['静默天数', '静默'],
  source: ['时限依据', '依据文件', '时限来源'],
  class: ['栏目类别', '栏目类型', '检查类别'],
  unit: [
    '责任单位', '责任股室', '责任科室', '责任处室', '责任部门', '责任主体', '公开主体', '公开责任主体', '公开单位', '主办单位', '牵头单位', '承办单位',
    '承办科室', '承办股室', '维护单位', '更新单位', '报送单位', '单位', '单位名称', '部门', '科室', '股室',
  ],
  person: ['责任人', '责任人姓名', '具体责任人', '直接责任人', '栏目责任人', '责任人员', '联系人', '联络员', '负责人', '经办人', '信息员'],
  contact: ['联系方式', '联系电话', '电话', '责任人电话', '联系人电话', '办公电话', '手机', '手机号', '手机号码', '电话号码', '邮箱'],
  since: ['起始日期', '起始时间', '开始日期', '启用日期'],
  notes: ['备注', '说明', '备注说明'],
  id: ['标识', '栏目标识'],
};

const meanings = new Map<string, Field>(
  Object.entries(fieldHeadings).flatMap(([field, headings]) => headings.map((heading) => [heading, field as Field] as const)),
);

const NUMERALS = '一二三四五六七八九';
const LEVEL = /^第?([一二三四五六七八九]|[1-9]\d?)级(?:栏目|目录|分类|类别|指标|事项|公开事项|主题|公开目录)?(?:名称)?$/;

/** @returns  null for a heading that is none of ours, such as 序号 or 公开内容 */
export function meaningOf(heading: string): Meaning | null {
  const whole = plainHeading(heading);
  return meaningOfPlain(whole) ?? meaningOfPlain(whole.replace(/\([^()]*\)/g, ''));
}

function meaningOfPlain(heading: string): Meaning | null {
  const field = meanings.get(heading);
  if (field !== undefined) return { field };
  const level = LEVEL.exec(heading)?.[1];
  if (level === undefined) return null;
  return { level: NUMERALS.includes(level) ? NUMERALS.indexOf(level) + 1 : Number(level) };
}

/** 一级栏目 */
export function levelHeading(level: number): string {
  return `${NUMERALS[level - 1] ?? level}级栏目`;
}

/** As it is compared: without spaces, line ends, marks of what must be filled in; half-width, small letters. */
export function plainHeading(heading: string): string {
  return heading.slice(0, 100).normalize('NFKC').toLowerCase().replace(/[\s*★☆:"“”'.、]/gu, '');
}
