import { calendarYearShape } from './calendarShape.js';
import { deadlineMaps } from './deadlineShape.js';
import { messageMaps } from './messageShape.js';
import { presetMaps } from './presetShape.js';
import { ruleFileMaps } from './ruleFileShape.js';
import { ruleMaps } from './ruleShape.js';
import { scheduleMaps } from './scheduleShape.js';
import { cadenceMap, column, configShape, crawl, selectorMap, site, siteListShape, unitMap } from './shape.js';
import { upkeepMaps } from './upkeepShape.js';

/** Every map of a configuration and of the files beside it, under the expectation that explains it. */
export const mapShapes = {
  document: configShape,
  siteList: siteListShape,
  crawl,
  ...scheduleMaps,
  site,
  column,
  cadence: cadenceMap,
  unit: unitMap,
  ...deadlineMaps,
  selector: selectorMap,
  calendarYear: calendarYearShape,
  ...ruleMaps,
  ...presetMaps,
  ...upkeepMaps,
  ...messageMaps,
  ...ruleFileMaps,
} as const;
