/** What the sheet 填写说明 says. Chinese only: it is for the offices that fill the table in. */
import { fieldHeadings, type Field } from './headings.js';
import { readTerm } from './readTerm.js';
import { showTerm } from './understandRow.js';

export interface Explained {
  /** 列, 是否必填, 写什么 */
  columns: string[][];
  /** 写法, 读作, 说明: as the program reads it. */
  terms: string[][];
  remarks: string[];
}

export function explanation(): Explained {
  const line = (field: Field, needed: string, words: string) => [fieldHeadings[field][0] ?? field, needed, words];
  return {
    columns: [
      line('site', '必填', '网站名称，也是历史记录的标识；同一个网站写得一模一样。'),
      line('siteId', '', '不变的标识；写了以后改网站名称不丢历史。一般不写。'),
      line('siteUrl', '建议填', '网站首页网址，每个网站写一行即可。不写则不检查首页更新。'),
      ['一级栏目、二级栏目…', '必填（至少一级）', '从一级到末级的名称。只监测最末级；合并单元格也可以。'],
      line('url', '必填', '最末级栏目列表页的网址，http:// 或 https:// 开头。'),
      line('cadence', '必填', '从下拉框选，或写下面的说法。'),
      line('grace', '', '周期结束后多少天内补上仍算按时：5 工作日、10 日。不写为 0。公开时限里写了日子的以这里为准。'),
      line('class', '', '动态要闻、通知公告、政策文件、人事信息、规划计划、其他。不写为其他。'),
      line('unit', '', '责任单位或股室。'),
      line('person', '', '责任人姓名。'),
      line('contact', '', '电话或邮箱。'),
      line('since', '', '从哪一天起应当公开，如 2025-01-01。不写则从已知最早的一条算起。'),
      line('silence', '', '只用于“实时”：多少天没有新信息算超期，如 90天；无 表示不以此判断。'),
      line('source', '', '时限出自哪个文件、哪一条。'),
      line('notes', '', '给人看的说明。'),
      line('id', '', '栏目不变的标识；写了以后改名称、换上级、换网址都不丢历史。一般不写。'),
    ],
    terms: EXAMPLES.map((written) => {
      const read = readTerm(written);
      if (read.as === 'not-understood') return [written, '不能导入', read.note.zh];
      return [written, showTerm(read.value), read.as === 'assumed' ? read.note.zh : ''];
    }),
    remarks: [
      '列的先后可以变，表头不必在第一行，可以有几个工作表。不认识的列不读。',
      '没有读懂的行不会导入，程序会逐行说明应当怎样写。',
      '“其他设置”放这张表写不下的设置（选择器、必备信息等），由程序写入；没有就空着，不要删改。',
    ],
  };
}

const EXAMPLES = [
  '实时', '按月', '每季度', '每半年', '每年', '静态', '每月10日前', '次月10日前', '每月结束后5个工作日内', '每季度首月10日前', '每年4月底前', '及时公开', '长期公开',
  '信息形成后20个工作日内', '信息形成后7个工作日内', '每月不少于2条', '每两周', '定期', '按月；重大事项及时公开',
];
