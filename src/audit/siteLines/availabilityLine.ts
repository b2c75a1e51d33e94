/** 站点无法访问: the share of a week's probes that failed. */
import type { Day, Evidence, FetchFailure, Probe, SiteLine, Words } from '../../model.js';
import { addDays } from '../days.js';
import { INDICATORS } from './indicators.js';

/** A probe with the calendar day that it counts for, in the configured time zone. */
export interface DatedProbe extends Probe {
  day: Day;
}

const WEEK_DAYS = 7;
const LEAST_PROBES_A_DAY = 20;
const OVER_PERCENT = 5;
const NEAR_PERCENT = 3;

/**
 * The line of availability over the seven days before `today`: 5 % of the probes failed, a warning from 3 %.
 *
 * It is only said where each of the seven days has twenty probes that count. A failure counts where a control address
 * answered in the same round, and where it is the site's own kind: refusals by robots.txt or a firewall, and encryption
 * that only this program does not speak, say nothing of others. A week without a single answer is not held against the
 * site: then it is this machine that is kept out, more likely than not.
 */
export function availabilityLine(probes: readonly DatedProbe[], today: Day): SiteLine {
  const from = addDays(today, -WEEK_DAYS);
  const week = probes.filter(({ day }) => day >= from && day < today);
  const counted = week.filter(counts);
  const failed = counted.filter(({ answered }) => !answered);
  const evidence = evidenceOf(failed);
  const wholeDays = daysWithEnough(counted);
  const left = week.length - counted.length;
  if (wholeDays < WEEK_DAYS) return line('unknown', null, tooFew(wholeDays, week.length, left), evidence);
  if (failed.length === counted.length) return line('unknown', 100, NEVER_ANSWERED, evidence);

  const percent = (failed.length * 100) / counted.length;
  const because = told(failed.length, counted.length, left, percent);
  // In whole numbers, as a share of a hundred is not exact.
  const reaches = (mark: number) => failed.length * 100 >= counted.length * mark;
  const state = reaches(OVER_PERCENT) ? 'over' : reaches(NEAR_PERCENT) ? 'near' : 'clear';
  return line(state, Math.round(percent * 100) / 100, because, evidence);
}

/** Failures that visitors meet as well. */
const THEIRS: ReadonlySet<FetchFailure> = new Set<FetchFailure>(['dns', 'refused', 'reset', 'timeout', 'http-status']);

function counts({ answered, reason, controlAnswered }: DatedProbe): boolean {
  return answered || (controlAnswered === true && reason !== null && THEIRS.has(reason));
}

function daysWithEnough(counted: readonly DatedProbe[]): number {
  const perDay = new Map<Day, number>();
  for (const { day } of counted) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  return [...perDay.values()].filter((count) => count >= LEAST_PROBES_A_DAY).length;
}

function tooFew(wholeDays: number, made: number, left: number): Words {
  if (made === 0) {
    return { zh: '此前7天没有探测记录，不作判断。', en: 'No probes in the 7 days before, so nothing is said.' };
  }
  return {
    zh: `此前7天中有${wholeDays}天探测满20次（共${made}次，未计入${left}次），不作判断。${WHY_LEFT.zh}`,
    en: `${wholeDays} of the 7 days before have 20 probes that count (${made} made, ${left} not counted), so nothing is said. ${WHY_LEFT.en}`,
  };
}

const WHY_LEFT: Words = {
  zh: '对照网址同时打不开或没有配置对照网址的失败，以及被对方拒绝探测的，不计入。',
  en: 'Failures while no control address answered or none is configured, and refusals, do not count.',
};

const NEVER_ANSWERED: Words = {
  zh: '一周内没有一次打开，更可能是本机被拦截或网址有误，请人工核对，不作判断。',
  en: 'Not one probe of the week was answered: more likely this machine is kept out, or the address is wrong. Please check; nothing is held.',
};

function told(failed: number, counted: number, left: number, percent: number): Words {
  const share = percent.toFixed(2);
  return {
    zh: `此前7天探测${counted}次，${failed}次未能打开（${share}%）${left > 0 ? `；另有${left}次未计入` : ''}。`,
    en: `${failed} of ${counted} probes in the 7 days before failed (${share} %)${left > 0 ? `; ${left} more do not count` : ''}.`,
  };
}

const MOST_SHOWN = 10;

function evidenceOf(failed: readonly DatedProbe[]): Evidence[] {
  const latest = [...failed].sort((one, two) => (one.at < two.at ? 1 : -1)).slice(0, MOST_SHOWN);
  const label = { zh: '未能打开', en: 'Failed' };
  return latest.map(({ at, reason, status, ms }) => ({ label, text: `${at} ${reason ?? ''} ${status ?? ''} ${ms} ms`.replace(/ +/g, ' ') }));
}

function line(state: SiteLine['state'], figure: number | null, because: Words, evidence: Evidence[]): SiteLine {
  return {
    id: 'availability',
    title: { zh: '站点无法访问', en: 'Site not available' },
    state,
    figure,
    near: NEAR_PERCENT,
    over: OVER_PERCENT,
    unit: { zh: '%', en: '%' },
    because,
    columns: [],
    source: {
      zh: `${INDICATORS.zh}：监测1周，每天间隔性访问20次以上，超过15秒仍打不开的次数占全部次数5%以上，单项否决。3%起提示，参照监测产品的预警做法，非法定。`,
      en: `${INDICATORS.en}: watched for 1 week by 20 spaced visits a day or more, 5 % or more of them not open after 15 s fail the site. The warning from 3 % follows monitoring products and is no law.`,
    },
    evidence,
  };
}
