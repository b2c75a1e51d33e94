/** The words by which a column says that it is empty, as a text of their own. */
const LEAD = String.raw`^[\s\[(（【*!！-]*(?:(?:对不起|抱歉|很抱歉|温馨提示|提示)[，,：:！!\s]*)?`;
const NOTHING_HERE =
  '(?:该|本|此|当前|所选)?(?:栏目|分类|目录|列表|条件)?(?:下|中|内)?(?:暂时|目前)?(?:还)?(?:暂?无|暂未发布|没有找到|没有查询到|没有|尚无|未找到|未查询到|查无)' +
  '(?:任何|相关|符合条件的?|可(?:以)?(?:显示|公开|查询)的?|已公开的?|查询|公开)?(?:的)?' +
  '(?:信息|数据|内容|记录|资料|文章|文档|新闻|公告|文件|稿件|来信|信件|列表|结果|公开信息|政府信息)' +
  '(?:(?:与|和|及|或)(?:回复|答复|公告|通知|信息|文件|数据))?(?:发布|内容|记录|数据|信息)?';
const IN_ENGLISH = '[Nn]o (?:[Dd]ata|[Rr]ecords?|[Rr]esults?|[Ii]nformation)(?: (?:available|found|yet))?';
const UNDER_WAY = '(?:内容|栏目|页面)?(?:正在|目前|暂时)?(?:建设|更新|完善|整理)中|敬请期待|暂无';
const COURTESY = '敬请期待|敬请关注|(?:感谢|谢谢)您?的?(?:关注|访问|支持|理解)|请您?稍后再来|请您?(?:耐心等待|继续关注)';
const TRAIL = String.raw`[\s，,。.！!…~\])）】*-]*(?:(?:${COURTESY})[\s。.！!…~]*)?$`;

/** Nothing but these words: a title that holds them is a title. */
export const BLANK_WORDS = new RegExp(`${LEAD}(?:${NOTHING_HERE}|${IN_ENGLISH}|${UNDER_WAY})${TRAIL}`);
