/**
 * Days, moments and words: what every other noun is made of.
 *
 * Two kinds of time appear. A `Day` is a calendar day in the configured time zone (Asia/Shanghai by default) and is what
 * every judgement uses. An `Instant` is a moment in UTC and is only ever shown or compared with another instant.
 */

/** A calendar day `YYYY-MM-DD` in the configured time zone. Days compare correctly as strings. */
export type Day = string;

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-23T02:00:00.000Z`. */
export type Instant = string;

/** A sentence for people, in both languages of the interface. */
export interface Words {
  zh: string;
  en: string;
}

export type Language = 'zh' | 'en';

/**
 * Hours of the day, in the configured time zone, in which a site may be visited: `HH:MM`, the first minute included and the
 * last not. Where `until` is not after `from` they cross midnight; `until` may be `24:00`.
 */
export interface VisitHours {
  from: string;
  until: string;
}
