/** The two forms that a year's arrangement may be written in: ours, and that of the public holiday-cn files. */
import { z } from 'zod';
import { expects } from './expects.js';
import { isDay } from './vocabulary.js';

const yearNumber = expects('calendarYearNumber');
const year = z.int(yearNumber).min(2004, yearNumber).max(9998, yearNumber);

const day = z.string(expects('calendarDay')).refine(isDay, expects('calendarDay'));

/** `{ "year": 2027, "off": […], "work": […], "source": "国办发明电〔2026〕x号" }`; keys with `$` are for editors. */
export const calendarYearShape = z.strictObject(
  {
    $schema: z.unknown().optional(),
    year: year.meta({ title: '年份' }),
    off: z.array(day, expects('calendarDays')).meta({ title: '放假' }),
    work: z.array(day, expects('calendarDays')).meta({ title: '上班' }),
    source: z.string(expects('calendarSource')).regex(/\S/, expects('calendarSource')).optional().meta({ title: '文号' }),
    importedOn: day.optional().meta({ title: '导入日期' }),
  },
  expects('calendarYear'),
);

/** holiday-cn's files hold more than is read here, and that may change. */
export const holidayCnShape = z.looseObject(
  {
    year,
    papers: z.array(z.string(expects('calendarSource')), expects('calendarSource')).optional(),
    days: z
      .array(
        z.looseObject(
          { name: z.string().optional(), date: day, isOffDay: z.boolean(expects('isOffDay')) },
          expects('holidayList'),
        ),
        expects('holidayList'),
      )
      .min(1, expects('holidayListUnknown')),
  },
  expects('calendarYear'),
);
