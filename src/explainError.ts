/** Every error that a person can meet, in words and with its exit code. */
import { CommanderError } from 'commander';
import { ConfigError } from './config/configError.js';
import { BusyError, EXIT, OutputError, UsageError } from './exitCodes.js';
import type { Language } from './model.js';
import { StoreError } from './store/storeError.js';

export interface Explained {
  exitCode: number;
  /** Null where there is nothing to say: help and version were asked for. */
  words: string | null;
}

export function explainError(error: unknown, language: Language): Explained {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { exitCode: EXIT.done, words: null };
    return { exitCode: EXIT.configuration, words: commandWords(error, language) };
  }
  if (error instanceof ConfigError) return { exitCode: EXIT.configuration, words: error.format(language) };
  if (error instanceof UsageError) return { exitCode: EXIT.configuration, words: error.words[language] };
  if (error instanceof BusyError) return { exitCode: EXIT.busy, words: error.words[language] };
  if (error instanceof OutputError) return { exitCode: EXIT.unexpected, words: error.words[language] };
  if (error instanceof StoreError) return { exitCode: EXIT.unexpected, words: error.words[language] };
  const head =
    language === 'zh'
      ? '程序遇到意外错误。已保存的数据不受影响；请把下面的内容发给维护人员：'
      : 'Something unexpected happened. What is stored is safe; please send the following to the maintainers:';
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: EXIT.unexpected, words: `${head}\n${trace}` };
}

function commandWords(error: CommanderError, language: Language): string {
  if (language === 'en') return `${error.message}\nRun \`shixian --help\` for usage.`;
  return `命令写法有误：${inChinese(error)}。\n运行 shixian --help 查看用法。`;
}

/** commander says what is wrong in English, with the word in question in quotes. */
function inChinese({ code, message }: CommanderError): string {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const suggestion = meant === undefined ? '' : `，是不是想写 ${meant}`;
  switch (code) {
    case 'commander.unknownOption':
      return `没有 ${quoted} 这个选项${suggestion}`;
    case 'commander.unknownCommand':
      return `没有 ${quoted} 这个命令${suggestion}`;
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
      return `${quoted} 后面缺少内容`;
    case 'commander.excessArguments':
      return '多写了参数';
    case 'commander.invalidArgument': {
      const choices = /Allowed choices are (.*?)\.?$/.exec(message)?.[1];
      const expected = choices === undefined ? (/is invalid\. (.*)$/.exec(message)?.[1] ?? '') : `可选 ${choices}`;
      return `${quoted} 的值不对（${expected}）`;
    }
    default:
      return message;
  }
}
