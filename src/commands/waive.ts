/** `shixian waive`: 豁免. Shows them all; `add` keeps a new one; `end` takes one back. None is ever removed. */
import { EXIT, UsageError } from '../exitCodes.js';
import { plainText } from '../report/pageText.js';
import { addWaiver } from './addWaiver.js';
import type { Context } from './context.js';
import { withDesk } from './desk.js';
import { endWaiver } from './endWaiver.js';
import type { WaiveOptions } from './options.js';
import { showWaivers } from './showWaivers.js';

/** @throws UsageError for other words, and for options that the words have no use for: they were meant for something */
export async function waiveCommand(
  context: Context,
  [action, id]: (string | undefined)[],
  options: WaiveOptions,
): Promise<number> {
  const takes = TAKES.get(action);
  const others = Object.keys(options).filter((name) => takes && !takes.includes(name)).map((name) => `--${name}`);
  const hasItsNumber = (id !== undefined) === (action === 'end');
  if (!takes || !hasItsNumber || others.length > 0) throw misused([action, id, ...others]);

  await withDesk(context, options, async (desk) => {
    if (action === 'add') await addWaiver(desk, options);
    else if (action === 'end') await endWaiver(desk, id ?? '', options);
    else await showWaivers(desk, options);
  });
  return EXIT.done;
}

/** The options of each action, of which `undefined` is to show. */
const TAKES = new Map<string | undefined, string[]>([
  [undefined, ['db', 'site', 'column']],
  ['add', ['db', 'config', 'site', 'column', 'kind', 'from', 'until', 'reason', 'author', 'document']],
  ['end', ['db', 'on', 'reason', 'author']],
]);

function misused(words: (string | undefined)[]): UsageError {
  const written = plainText(['shixian waive', ...words.filter((word) => word !== undefined)].join(' '), 160);
  return new UsageError({
    zh:
      `“${written}”不能这样写。可以写：\n  shixian waive  （查看，可加 --site --column）\n` +
      '  shixian waive add --column 栏目 --kind 无此类信息|改版期间|其他 --until 截止日 --reason 理由 --author 经手人' +
      '  （可加 --site --from --document）\n' +
      '  shixian waive end 编号 --reason 理由 --author 经手人  （可加 --on 日期）',
    en:
      `“${written}” cannot be done. Write one of:\n  shixian waive  (shows them; --site and --column narrow it)\n` +
      '  shixian waive add --column C --kind nothing-to-publish|redesign|other --until D --reason TEXT --author NAME' +
      '  (and --site, --from, --document)\n' +
      '  shixian waive end NUMBER --reason TEXT --author NAME  (and --on D)',
  });
}
