/** What a column, a finding or a change is, as a word in a box: its colour only repeats the word. */
import type { VNode } from 'preact';
import type { ColumnStatus, FindingLevel, LifecycleEvent } from '../../model.js';
import { eventNames, levelNames, statusName, type Say } from '../words.js';

/** 状态 of a column. */
export function StatusBadge({ status, say }: { status: ColumnStatus; say: Say }): VNode {
  return <span class={`badge ${status}`}>{say(statusName(status))}</span>;
}

interface LevelProps {
  level: FindingLevel;
  /** It stands no more: resolved, or called a false alarm. */
  isGone?: boolean;
  say: Say;
}

/** 级别 of a finding. */
export function LevelBadge({ level, isGone = false, say }: LevelProps): VNode {
  return <span class={`badge ${isGone ? 'gone' : level}`}>{say(levelNames[level])}</span>;
}

/** What became of a finding: 新发现, 持续, 复发, 已解决, 未能复核. */
export function EventMark({ event, say }: { event: LifecycleEvent; say: Say }): VNode {
  return <span class={`event ${event}`}>{say(eventNames[event])}</span>;
}
