import { z } from 'zod';
import { deadlines, pairs, required } from './deadlineShape.js';
import { expects } from './expects.js';
import { messages } from './messageShape.js';
import { address, css, day, days, host, hours, text, whole, words } from './parts.js';
import { probe, rules } from './ruleShape.js';
import { schedule } from './scheduleShape.js';
import { heartbeat, retention } from './upkeepShape.js';
import { cadenceWords, classWords, itemPagesWords, periodByWords, silencePattern, tlsWords } from './vocabulary.js';

/*
 * The shape of a configuration as it is written, before children inherit from parents. Every `expects(…)` names the
 * words that explain a mistake at that place; `title` and `description` are what an editor shows, so they are Chinese.
 */

export const grace = days('grace').meta({
  title: '宽限期',
  description: '周期结束后多少天内补上仍算按时：5 个工作日、10 日，或天数（自然日）。',
});

const silence = z
  .union(
    [z.string(expects('silence')).regex(silencePattern, expects('silence')), whole('silence', 1, 9999)],
    expects('silence'),
  )
  .meta({
    title: '静默天数',
    description: '只用于“实时”：多少天没有新信息算超期，如 90天；无 表示不以此判断。不写则按栏目类别。',
  });

export const cadenceMap = z.strictObject(
  {
    kind: words(cadenceWords, 'cadence').optional().meta({ title: '时限', description: '实时、按日……静态。' }),
    grace: grace.optional(),
    silence: silence.optional(),
    source: text('source').optional().meta({ title: '依据', description: '时限出自哪个文件、哪一条。' }),
  },
  expects('cadence'),
);

export const cadence = z
  .union([words(cadenceWords, 'cadence'), cadenceMap], expects('cadence'))
  .meta({ title: '公开时限', description: '实时、按日、按周、按月、按季、按半年、按年、静态。下级栏目继承。' });

export const unitMap = z.strictObject(
  {
    name: text('unit').meta({ title: '名称' }),
    person: text('person').optional().meta({ title: '责任人' }),
    contact: text('phone').optional().meta({ title: '联系方式', description: '电话、邮箱或联系人，电话请加引号。' }),
  },
  expects('unit'),
);

const unit = z
  .union([text('unit'), unitMap], expects('unit'))
  .meta({ title: '责任单位', description: '股室或单位名称，或 { name, person, contact }。下级继承。' });

export const selectorMap = z.strictObject(
  {
    rows: css.meta({ title: '行', description: '每条信息对应的元素。' }),
    title: css.optional().meta({ title: '标题', description: '行内的标题元素。' }),
    date: css.optional().meta({ title: '日期', description: '行内的日期元素。' }),
  },
  expects('selector'),
);

const selector = z
  .union([css, selectorMap], expects('selector'))
  .meta({ title: '选择器', description: '自动识别列表不对时才写：CSS 选择器。下级继承。' });

const id = text('id').meta({
  title: '标识',
  description: '不变的标识。写了以后，改名称或网址都不会丢掉历史记录。',
});

export const column = z
  .strictObject(
    {
      name: text('name').meta({ title: '栏目名称' }),
      id: id.optional(),
      url: address.optional().meta({ title: '栏目网址', description: '最末级栏目必填。有下级栏目时不访问上级的网址。' }),
      cadence: cadence.optional(),
      grace: grace.optional(),
      class: words(classWords, 'class')
        .optional()
        .meta({ title: '栏目类别', description: '动态要闻、通知公告、政策文件、人事信息、规划计划、其他（默认）。下级继承。' }),
      unit: unit.optional(),
      since: day('since')
        .optional()
        .meta({ title: '起始日期', description: '从哪一天起应当公开，如 2025-01-01。下级继承。' }),
      periodBy: words(periodByWords, 'periodBy')
        .optional()
        .meta({
          title: '归期方式',
          description: '标题（默认）：标题写明“2026年3月”“第三季度”的归入该周期，没写的按发布日期；日期：一律按发布日期。下级继承。',
        }),
      deadlines: deadlines.optional(),
      required: required.optional(),
      pairs: pairs.optional(),
      notes: text('notes').optional().meta({ title: '备注', description: '给人看的说明，不继承。' }),
      selector: selector.optional(),
      render: z
        .enum(['auto', 'http', 'browser'], expects('render'))
        .optional()
        .meta({ title: '读取方式', description: 'auto 自动（默认），http 只下载，browser 用浏览器打开。下级继承。' }),
      itemPages: words(itemPagesWords, 'itemPages')
        .optional()
        .meta({
          title: '取内容页',
          description: '需要时（默认）：只打开列表上没有日期的信息；全部：成文、发布两个日期都要时；不取。下级继承。',
        }),
      get columns() {
        return z
          .array(column, expects('columns'))
          .min(1, expects('columns'))
          .optional()
          .meta({ title: '下级栏目', description: '可以一直往下分级，只监测最末级。' });
      },
    },
    expects('column'),
  )
  .meta({ id: 'column', title: '栏目' });

export const site = z
  .strictObject(
    {
      name: text('name').meta({ title: '网站名称' }),
      id: id.optional(),
      url: address.meta({ title: '网站首页网址' }),
      unit: unit.optional(),
      robots: z
        .enum(['obey', 'ignore'], expects('robots'))
        .default('obey')
        .meta({ title: 'robots.txt', description: 'obey 遵守（默认）；ignore 不遵守，须经网站主办单位书面同意。' }),
      tls: words(tlsWords, 'tls').optional().meta({
        title: '旧版 TLS',
        description: '只用于仍停留在 TLS 1.0、1.1 的网站；证书照常检查。不写则按现行标准。',
      }),
      directory: address.optional().meta({
        title: '栏目更新情况页',
        description: '列出本站各栏目最后更新时间的页面。每次巡检读一次，作为旁证，不影响时效判断。',
      }),
      homepage: z
        .boolean(expects('homepage'))
        .default(true)
        .meta({ title: '首页更新', description: 'true（默认）：按国办检查指标看首页是否更新；false：不看，如没有自己的首页。' }),
      hours: hours.optional().meta({
        title: '允许访问时段',
        description: '本网站只在这些时段访问，如 22:00-06:00；全天 表示不限。不写则按 crawl.hours。',
      }),
      group: text('siteGroup').optional().meta({ title: '巡检分组', description: 'schedule.groups 里一个分组的名称。' }),
      tags: z
        .array(text('name'), expects('tags'))
        .optional()
        .meta({ title: '标签', description: '自己定的词，如 [ 重点 ]；schedule.groups 可按标签选网站。' }),
      columns: z.array(column, expects('siteColumns')).min(1, expects('siteColumns')).meta({ title: '栏目' }),
    },
    expects('site'),
  )
  .meta({ id: 'site', title: '网站' });

export const crawl = z
  .strictObject(
    {
      contact: z
        .string(expects('contact'))
        .regex(/^(mailto:[!-?A-~]+@[!-?A-~]+|https?:\/\/[!-~]+)$/, expects('contact'))
        .meta({ title: '联系方式', description: 'mailto: 邮箱或网址。网站管理员靠它找到您，必填。' }),
      timeoutMs: whole('timeoutMs', 1, 600_000).default(15_000).meta({ title: '超时（毫秒）' }),
      perHostIntervalMs: whole('perHostIntervalMs', 0, 3_600_000)
        .default(1000)
        .meta({ title: '同一网站两次访问的间隔（毫秒）' }),
      concurrency: whole('concurrency', 1, 256).default(32).meta({ title: '同时访问的数量' }),
      allowHosts: z
        .array(host, expects('allowHosts'))
        .default([])
        .meta({ title: '允许的内网主机', description: '内网地址默认不访问；要监测的写在这里。' }),
      maxBodyBytes: whole('maxBodyBytes', 1, 1024 ** 3).default(10 * 1024 ** 2).meta({ title: '单页最大字节数' }),
      maxRedirects: whole('maxRedirects', 0, 20).default(5).meta({ title: '最多跳转次数' }),
      retries: whole('retries', 0, 10).default(2).meta({ title: '失败后再试次数' }),
      maxPages: whole('maxPages', 1, 1000).default(10).meta({ title: '每个栏目最多读几页' }),
      maxItemPages: whole('maxItemPages', 0, 1000)
        .default(30)
        .meta({ title: '每个栏目每次最多读几个信息内容页', description: '另有少量已读过的隔 90 天复查是否还能打开。' }),
      maxRequestsPerHost: whole('maxRequestsPerHost', 1, 1_000_000)
        .optional()
        .meta({ title: '每次巡检对同一网站最多访问几次', description: '含跳转、robots.txt 和重试；不写则不限。超出的记为未访问。' }),
      maxMinutes: whole('maxMinutes', 1, 7 * 24 * 60)
        .optional()
        .meta({ title: '一次巡检最多进行几分钟', description: '不写则不限。到时未访问的栏目记为未访问。' }),
      hours: hours.optional().meta({
        title: '允许访问时段',
        description: '只在这些时段访问网站，按配置的时区，如 22:00-06:00，几个时段写成列表；不写或写 全天 则不限。',
      }),
    },
    expects('crawl'),
  )
  .meta({ title: '采集设置' });

const calendar = z
  .union([text('calendar'), z.array(text('calendar'), expects('calendar'))], expects('calendar'))
  .meta({
    title: '工作日历',
    description: '节假日安排文件（.json），或放这些文件的文件夹，或几个文件的列表；相对本配置文件。不写则用旁边的 calendar 文件夹。',
  });

const sites = z.array(site, expects('sites')).min(1, expects('sites')).meta({ title: '网站列表' });

/** A file of several sites. */
export const siteListShape = z.strictObject({ sites }, expects('siteList'));

/** A whole configuration as written. Entries at the top whose key begins with `x-` are taken away before. */
export const configShape = z.strictObject(
  {
    timezone: text('timezone')
      .refine(isTimeZone, expects('timezone'))
      .default('Asia/Shanghai')
      .meta({ title: '时区' }),
    crawl,
    schedule,
    calendar: calendar.optional(),
    rules: rules.optional(),
    rulesFrom: text('rulesFrom').optional().meta({
      title: '上级的口径文件',
      description: '上级发下来的检查口径文件，相对本配置文件；写了就以它为准。命令行 --rules 优先于这里。',
    }),
    probe: probe.optional(),
    retention: retention.optional(),
    heartbeat: heartbeat.optional(),
    messages: messages.optional(),
    sites,
  },
  expects('document'),
);

/** The same where the sites stand in files of their own. */
export const mainFileShape = configShape
  .extend({ sites: sites.optional() })
  .meta({ title: '时限 Shixian 配置', description: '要监测哪些网站的哪些栏目，各自的公开时限和责任单位。网站也可以写在旁边 sites 文件夹的文件里。' });

export type WrittenConfig = z.output<typeof mainFileShape>;
export type WrittenSite = z.output<typeof site>;
export type WrittenColumn = z.output<typeof column>;

/** An offset such as +08:00 is refused although some engines know it: a `Day` needs a place, and a place has a name. */
function isTimeZone(written: string): boolean {
  if (!/^[A-Za-z]/.test(written)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }) !== undefined;
  } catch {
    return false;
  }
}
