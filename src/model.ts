/**
 * The nouns of Shixian, as types: no logic lives here, and every room may import this file. They stand in walking order.
 */
export type * from './model/time.js';
export type * from './model/level.js';
export type * from './model/watch.js';
export type * from './model/answer.js';
export type * from './model/reading.js';
export type * from './model/visit.js';
export type * from './model/known.js';
export type * from './model/verdict.js';
export type * from './model/siteVerdict.js';
export type * from './model/run.js';
export type * from './model/message.js';
