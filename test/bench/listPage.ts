/**
 * The pages that everybody in the bench is given: list pages as content systems of government sites make them, with
 * menus, a side menu, sixty dated rows, a pager and a foot. The words are made up here; every page differs from every
 * other in its rows, and is the same each time it is made.
 */

/** How many rows, and so how many dates, one page holds. */
export const ROWS = 60;

export interface ListPage {
  body: Buffer;
  contentType: string;
}

/**
 * @param column  its number, from 0; each third page is in GBK, and says so in its header and in its head
 * @param rows  how many of them, where it is not the usual number
 */
export function listPage(column: number, rows = ROWS): ListPage {
  const isGbk = column % 3 === 2;
  const charset = isGbk ? 'gbk' : 'utf-8';
  const text = documentOf(column, charset, rows);
  const body = isGbk ? inGbk(text) : Buffer.from(text);
  return { body, contentType: `text/html; charset=${charset}` };
}

const PLACES = ['城关', '青河', '柳林', '石桥', '东岭', '南湖', '北山', '西营', '白沙', '红旗', '新安', '永宁'];
const MATTERS = [
  '公路养护工程', '农村饮水安全', '义务教育招生', '养老服务补贴', '排污许可证核发', '建设用地规划', '安全生产检查', '财政专项资金分配',
  '保障性住房配租', '食品抽样检验', '行政处罚决定', '政府采购项目', '防汛应急演练', '林地占用审核', '公共租赁住房', '河道清淤整治',
];
const FORMS = ['情况的公示', '结果的公告', '工作的通知', '实施方案', '年度计划', '评审意见', '有关事项的通告', '名单公示（第二批）'];
const MENU = ['网站首页', '政务公开', '办事服务', '互动交流', '政策文件', '重点领域', '走进县情', '专题专栏'];
const NAMES = ['通知公告', '规划计划', '财政信息', '人事信息', '重大项目', '应急管理', '生态环境', '公共资源', '社会救助', '行政执法'];

const LAST_DAY = Date.UTC(2026, 10, 20);

/** The newest row is of the last days before 2026-11-21; from there the rows go down by up to three days each. */
function rowsOf(column: number, count: number): string {
  const rows: string[] = [];
  let time = LAST_DAY - (column % 17) * 86_400_000;
  for (let row = 0; row < count; row++) {
    const day = new Date(time).toISOString().slice(0, 10);
    const seed = column * 7 + row * 13;
    const title = `关于${pick(PLACES, seed)}镇${pick(PLACES, seed + row)}片区${pick(MATTERS, seed + column)}${pick(FORMS, row)}`;
    const number = column * count + row;
    rows.push(
      `        <li><a href="./${day.slice(0, 7).replace('-', '')}/t${day.replaceAll('-', '')}_${number}.html" target="_blank" ` +
        `title="${title}${number}号">${title}${number}号</a><span class="date">${day}</span></li>`,
    );
    time -= ((column + row) % 4) * 86_400_000;
  }
  return rows.join('\n');
}

function documentOf(column: number, charset: string, rows: number): string {
  const name = pick(NAMES, column);
  return `<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=${charset}">
<title>${name}-${pick(PLACES, column)}县人民政府</title>
<meta name="SiteName" content="${pick(PLACES, column)}县人民政府">
<meta name="ColumnName" content="${name}">
<meta name="ColumnType" content="信息公开">
<link rel="stylesheet" type="text/css" href="/images/public.css">
<script type="text/javascript" src="/images/jquery.min.js"></script>
<script type="text/javascript">
  $(function () {
    $('.nav li').hover(function () { $(this).find('.sub').show(); }, function () { $(this).find('.sub').hide(); });
  });
</script>
</head>
<body>
<div class="top"><div class="w1200"><a href="/">设为首页</a> | <a href="/wza/">无障碍浏览</a> | <a href="/sitemap/">网站地图</a></div></div>
<div class="nav"><ul>
${MENU.map(menuOf).join('\n')}
</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./">${name}</a></div>
<div class="content">
  <div class="left"><h3>信息公开目录</h3><ul class="menu">
${NAMES.map((other, index) => `    <li><a href="/zwgk/lm${index}/" title="${other}">${other}</a></li>`).join('\n')}
  </ul></div>
  <div class="right">
    <h2>${name}</h2>
    <ul class="list">
${rowsOf(column, rows)}
    </ul>
    <div class="page">共20页 第1页 <a href="index.html">首页</a> <a href="index_1.html">下一页</a> <a href="index_19.html">尾页</a></div>
  </div>
</div>
<div class="foot">
${MATTERS.map((matter, index) => `  <a href="/link/${index}.html" target="_blank">${matter}网</a>`).join('\n')}
  <p>主办：${pick(PLACES, column)}县人民政府办公室　承办：${pick(PLACES, column + 1)}县大数据中心</p>
  <p>网站标识码：0000000000　备案序号：0000000000号</p>
</div>
</body>
</html>
`;
}

function menuOf(name: string, index: number): string {
  const below = Array.from({ length: 7 }, (_, place) => pick(MATTERS, index * 7 + place));
  const links = below.map((matter, place) => `<a href="/cd${index}/lm${place}/" title="${matter}">${matter}</a>`);
  return `  <li><a href="/cd${index}/">${name}</a><div class="sub">${links.join('')}</div></li>`;
}

function pick(words: readonly string[], number: number): string {
  return words[number % words.length] as string;
}

/** Node reads GBK and does not write it: its own reading, turned round. */
function inGbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    bytes.push(...(code < 0x80 ? [code] : (gbkBytes().get(character) ?? [0x3f])));
  }
  return Buffer.from(bytes);
}

let known: Map<string, [number, number]> | null = null;

function gbkBytes(): Map<string, [number, number]> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) known.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return known;
}
