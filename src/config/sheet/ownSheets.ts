/** The sheets of the workbooks that the program writes. */
export const TABLE_SHEET = '任务分解表';
export const EXPLANATION_SHEET = '填写说明';
export const CHOICES_SHEET = '选项';
/** Carries what a table's columns cannot say. */
export const OTHER_SETTINGS = '其他设置';
