import { workingCalendar } from '../audit/calendar.js';
import type { Settings } from '../model.js';
import type { SchedulePlan } from '../schedule/plan.js';
import { planOf } from '../schedule/planOf.js';

/** The plan of a configuration, by its working calendar. */
export function planFor(settings: Settings): SchedulePlan {
  const calendar = workingCalendar(settings.calendar ?? []);
  return planOf(settings, (day) => calendar.isWorkingDay(day));
}
