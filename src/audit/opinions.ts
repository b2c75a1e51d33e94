/** 人工认定: a person's word on a finding wins over the machine's for as long as the facts are those it was said of. */
import type { Evidence, Finding, Opinion, Verdict, Words } from '../model.js';
import type { ColumnFacts } from './facts.js';
import { missingWords } from './judgeLedger.js';
import { hasPeriods } from './periods.js';

/**
 * The verdict with what people said of its findings.
 *
 * A finding called a false alarm is set aside and counts for nothing; status and reason are then those of the findings
 * that are left, and the ledger stays as it was read. A confirmed one shows who confirmed it. Where the facts changed
 * since, the finding stands and says that the word on it no longer applies.
 *
 * What could not be read stays so whatever is said of it: a person's word does not make a column read.
 */
export function withOpinions(facts: ColumnFacts, verdict: Verdict): Verdict {
  const opinions = new Map(facts.history.opinions.map((opinion) => [opinion.findingKey, opinion]));
  if (opinions.size === 0) return verdict;

  const findings: Finding[] = [];
  const dismissed: Verdict['dismissed'] = [];
  for (const finding of verdict.findings) {
    const opinion = opinions.get(finding.key);
    if (opinion && dismisses(opinion, finding)) dismissed.push({ finding, opinion });
    else findings.push(opinion ? withOpinion(finding, opinion, facts) : finding);
  }
  return { ...verdict, ...statusOf(facts, verdict, { findings, dismissed }), findings, dismissed };
}

function dismisses({ opinion, facts }: Opinion, finding: Finding): boolean {
  return opinion === 'false-alarm' && facts === finding.facts && finding.level !== 'unreadable';
}

/** With the word on it as evidence; unchanged where that has nothing to say, as on what could not be read. */
function withOpinion(finding: Finding, opinion: Opinion, { yardstick }: ColumnFacts): Finding {
  const isSame = opinion.facts === finding.facts;
  if (isSame && opinion.opinion === 'false-alarm') return finding;
  const text = [opinion.author, yardstick.dayOf(opinion.at), opinion.reason].join('，');
  const evidence: Evidence = { label: isSame ? confirmed : outdated[opinion.opinion], text };
  return { ...finding, evidence: [...finding.evidence, evidence] };
}

const confirmed: Words = { zh: '人工确认', en: 'Confirmed by a person' };

const outdated: Record<Opinion['opinion'], Words> = {
  confirmed: {
    zh: '原人工认定因事实变化不再适用（原认定：属实）',
    en: 'An earlier word on this no longer applies, as the facts changed (it said: confirmed)',
  },
  'false-alarm': {
    zh: '原人工认定因事实变化不再适用（原认定：误报）',
    en: 'An earlier word on this no longer applies, as the facts changed (it said: false alarm)',
  },
};

/** The findings that decide a status each; every other finding leaves the status as it is. */
function statusOf(
  { column }: ColumnFacts,
  { status, because, ledger }: Verdict,
  { findings, dismissed }: Pick<Verdict, 'findings' | 'dismissed'>,
): Pick<Verdict, 'status' | 'because'> {
  const deciding = dismissed.find(({ finding }) => ['overdue', 'missing', 'blank'].includes(finding.level));
  const isDecided = status === 'overdue' || status === 'missing-period' || status === 'blank';
  if (!deciding || !isDecided) return { status, because };
  if (findings.some(({ level }) => level === 'overdue' || level === 'blank')) return { status, because };

  const { kind } = column.cadence;
  const missing = new Set(findings.filter(({ rule }) => rule === 'missing-period').map(({ period }) => period));
  if (missing.size > 0 && hasPeriods(kind)) {
    const periods = ledger.filter(({ period }) => missing.has(period.id)).map(({ period }) => period);
    return { status: 'missing-period', because: missingWords(kind, periods) };
  }
  const { author, reason } = deciding.opinion;
  return {
    status: 'fresh',
    because: { zh: `人工认定为误报：${reason}（${author}）。`, en: `Called a false alarm by ${author}: ${reason}.` },
  };
}
