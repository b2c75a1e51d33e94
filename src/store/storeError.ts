import type { Words } from '../model.js';

/** Why the database cannot be used: the closed list. */
export type StoreTrouble =
  | 'is-folder' // a folder stands where the file should be
  | 'cannot-open' // its folder cannot be made or entered
  | 'not-a-database' // a file of another kind
  | 'foreign' // an SQLite database of another program
  | 'newer' // written by a newer version of this program
  | 'locked' // another program is writing for longer than we wait
  | 'read-only'
  | 'full' // no space left
  | 'no-backup' // the copy before a change of the schema could not be written
  | 'damaged' // its contents contradict themselves
  | 'disk'; // reading or writing failed below SQLite

/**
 * The database cannot be used, in words for the person who can mend it. Whatever was under way was rolled back: what
 * had been committed before is unharmed.
 */
export class StoreError extends Error {
  readonly trouble: StoreTrouble;
  /** What is wrong and what to do. */
  readonly words: Words;

  constructor(trouble: StoreTrouble, file: string, cause?: unknown) {
    const words = wordsFor(trouble, file);
    super(words.en, { cause });
    this.name = 'StoreError';
    this.trouble = trouble;
    this.words = words;
  }
}

function wordsFor(trouble: StoreTrouble, file: string): Words {
  switch (trouble) {
    case 'is-folder':
      return {
        zh: `数据库路径 ${file} 是一个文件夹。请改用其中的文件名，例如 ${file}/shixian.sqlite。`,
        en: `The database path ${file} is a folder. Name a file inside it, for example ${file}/shixian.sqlite.`,
      };
    case 'cannot-open':
      return {
        zh: `无法打开数据库 ${file}。请检查所在文件夹能否创建、当前用户能否读写，或用 --db 指定其他位置。`,
        en: `The database ${file} cannot be opened. Check that its folder can be created and that this user may read `
          + 'and write there, or name another place with --db.',
      };
    case 'not-a-database':
      return {
        zh: `${file} 不是数据库文件，程序没有改动它。请用 --db 指定其他文件；如果这里原来是数据库，请从备份恢复。`,
        en: `${file} is not a database; it was left as it is. Name another file with --db; if it used to be the `
          + 'database, restore it from a backup.',
      };
    case 'foreign':
      return {
        zh: `${file} 是其他程序的数据库，程序没有改动它。请用 --db 指定其他文件。`,
        en: `${file} is the database of another program; it was left as it is. Name another file with --db.`,
      };
    case 'newer':
      return {
        zh: `数据库 ${file} 由更新版本的程序写成，本版本不能使用，也没有改动它。请升级本程序，或用 --db 指定其他文件。`,
        en: `The database ${file} was written by a newer version of this program; it was left as it is. Upgrade this `
          + 'program, or name another file with --db.',
      };
    case 'locked':
      return {
        zh: `数据库 ${file} 正被其他程序占用。请等另一个任务结束（或关闭打开此文件的工具）后重试；已保存的数据不受影响。`,
        en: `The database ${file} is in use by another program. Wait until the other run has ended (or close the tool `
          + 'that has the file open) and try again; what was saved is unharmed.',
      };
    case 'read-only':
      return {
        zh: `数据库 ${file} 只能读取，不能写入。请给当前用户该文件及其文件夹的写权限，或用 --db 指定其他位置。`,
        en: `The database ${file} cannot be written. Give this user write permission for the file and its folder, or `
          + 'name another place with --db.',
      };
    case 'full':
      return {
        zh: `磁盘空间不足，无法写入数据库 ${file}。请清理磁盘后重试；已保存的数据不受影响。`,
        en: `The disk is full: the database ${file} cannot be written. Free some space and try again; what was saved `
          + 'is unharmed.',
      };
    case 'no-backup':
      return {
        zh: `升级数据库 ${file} 之前要先在同一文件夹备份，但备份没有写成，所以没有升级，数据没有改动。请腾出与数据库同样大小的磁盘空间后重试。`,
        en: `Before the database ${file} is upgraded a backup is made in its folder. It could not be written, so nothing was `
          + 'changed. Free as much disk space as the database takes and try again.',
      };
    case 'damaged':
      return {
        zh: `数据库 ${file} 已损坏。请先复制一份留存，再从备份恢复，或用 --db 指定新文件重新开始。`,
        en: `The database ${file} is damaged. Keep a copy of it, then restore it from a backup, or start anew with `
          + 'another file named with --db.',
      };
    case 'disk':
      return {
        zh: `读写数据库 ${file} 时磁盘出错。请检查磁盘（不要把数据库放在网络盘上）后重试；已保存的数据不受影响。`,
        en: `Reading or writing the database ${file} failed on the disk. Check the disk (a network drive does not suit `
          + 'a database) and try again; what was saved is unharmed.',
      };
  }
}
