/** How grave what was found is: apart from what else is judged, because the configuration names it as well. */

/** Which summary line and `--fail-on` level a finding counts for. */
export type FindingLevel =
  | 'overdue'
  | 'missing'
  | 'late' // published, but after its deadline
  | 'blank'
  | 'unreadable'
  | 'doubt'; // 疑似: for a person to check
