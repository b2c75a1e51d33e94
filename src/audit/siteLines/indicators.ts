/** Where the lines of the national inspection come from, and how sure we are of it. */
import type { Words } from '../../model.js';

export const INDICATORS: Words = {
  zh:
    '国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm ' +
    '（据第三方转载核对，引用前请核对原文）',
  en:
    '国办秘函〔2019〕19号, https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm (read in a third-party copy: ' +
    'check the original before quoting)',
};
