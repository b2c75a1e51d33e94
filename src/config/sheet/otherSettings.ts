/** 其他设置: the sheet that carries what a table's columns cannot say. */
import type { Words } from '../../model.js';
import { readYaml } from '../readYaml.js';
import type { Sheet } from './sheet.js';

/** The fourth goes on in the places to its right where a value is too long for one cell. */
export const OTHER_HEADINGS = ['网站', '栏目', '设置', '值'] as const;

export interface OtherSetting {
  /** Row of the sheet. */
  number: number;
  /** The site's id or name; empty for a setting of the whole configuration. */
  site: string;
  /** The column's id, or its names joined by `/`; empty for a setting of the site. */
  column: string;
  key: string;
  value: unknown;
}

/** Reads the sheet; what is no YAML is not taken, and said. */
export function readOtherSettings(sheet: Sheet): { settings: OtherSetting[]; troubles: Words[] } {
  const settings: OtherSetting[] = [];
  const troubles: Words[] = [];
  for (const { number, cells } of sheet.rows) {
    const text = (place: number) => cells.get(place)?.text ?? '';
    const [site, column, key] = [text(0).trim(), text(1).trim(), text(2).trim()];
    if (key === '' || key === OTHER_HEADINGS[2]) continue;
    const places = [...cells.keys()].filter((place) => place >= 3).sort((one, other) => one - other);
    const yaml = readYaml(places.map(text).join(''));
    if (yaml.mistakes.length > 0 || yaml.value === undefined || yaml.value === null) {
      troubles.push({
        zh: `${sheet.name} 第 ${number} 行：“${key}”的值不是 YAML，没有采用`,
        en: `${sheet.name} row ${number}: the value of ${key} is no YAML and is not taken`,
      });
    } else settings.push({ number, site, column, key, value: yaml.value });
  }
  return { settings, troubles };
}
