/** From what was measured to what is told: medians, ratios, a table and a line of JSON. */
import type { Measured } from './contestant.js';
import type { Measurements } from './rounds.js';

export interface Ratios {
  /** Our whole path against Crawlee's, Scrapy's, and the ceiling's pages a second; null where that was not measured. */
  vsCrawlee: number | null;
  vsScrapy: number | null;
  ofTokenizerCeiling: number | null;
  /** A second run over unchanged pages against fetch only. */
  unchangedOfFetchOnly: number | null;
}

export interface Results {
  ratios: Ratios;
  /** Medians, by contestant. */
  pagesPerSecond: Record<string, number>;
  /** Of our own program, the largest of all rounds; null where it was not run. */
  peakRssMb: number | null;
}

export function resultsOf(measured: Measurements): Results {
  const speeds = new Map(Object.entries(measured).map(([part, rounds]) => [part, median(rounds.map(pagesPerSecond))]));
  const ratio = (one: string, other: string) => {
    const [ours, theirs] = [speeds.get(one), speeds.get(other)];
    return ours === undefined || theirs === undefined ? null : Number((ours / theirs).toFixed(2));
  };
  const own = [...(measured['ours'] ?? []), ...(measured['unchanged'] ?? [])].map(({ peakRssMb }) => peakRssMb);
  return {
    ratios: {
      vsCrawlee: ratio('ours', 'crawlee'),
      vsScrapy: ratio('ours', 'scrapy'),
      ofTokenizerCeiling: ratio('ours', 'tokenizer'),
      unchangedOfFetchOnly: ratio('unchanged', 'fetchOnly'),
    },
    pagesPerSecond: Object.fromEntries([...speeds].map(([part, speed]) => [part, Math.round(speed)])),
    peakRssMb: own.length === 0 ? null : Math.max(...own),
  };
}

/** One line each, with how much processor time a page takes where that was measured. */
export function tableOf(measured: Measurements): string[] {
  const head = ['', 'pages/s', 'min', 'max', 'ours is', 'dates', 'MB', 'CPU ms/page', 'main thread'];
  const ours = measured['ours'] && median(measured['ours'].map(pagesPerSecond));
  const rows = Object.entries(measured).map(([part, rounds]) => {
    const speeds = rounds.map(pagesPerSecond);
    const speed = median(speeds);
    const each = (of: (one: Measured) => number | null) => {
      const values = rounds.flatMap((one) => of(one) ?? []).map((total) => total / Math.max(1, rounds[0]?.pages ?? 1));
      return values.length === 0 ? '' : median(values).toFixed(2);
    };
    return [
      NAMES[part] ?? part,
      ...[speed, Math.min(...speeds), Math.max(...speeds)].map((value) => String(Math.round(value))),
      ours === undefined ? '' : `× ${(ours / speed).toFixed(2)}`,
      String(rounds[0]?.dates ?? ''),
      String(Math.max(...rounds.map(({ peakRssMb }) => peakRssMb))),
      each(({ processorMs }) => processorMs),
      each(({ mainThreadMs }) => mainThreadMs),
    ];
  });
  return [head, ...rows].map(([name = '', ...cells]) => name.padEnd(44) + cells.map((cell) => cell.padStart(12)).join(''));
}

const NAMES: Record<string, string> = {
  ours: '(a) ours: fetch, charset, items, audit, store',
  crawlee: '(b) Crawlee: fetch, dates',
  scrapy: '(c) Scrapy: fetch, dates',
  fetchOnly: '(d) fetch only',
  tokenizer: '(e) fetch, bare tokenizing',
  unchanged: '(f) ours again, nothing changed',
};

function pagesPerSecond({ pages, ms }: Measured): number {
  return (pages / ms) * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, two) => one - two);
  const middle = sorted.length >> 1;
  const [low = NaN, high = NaN] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
}
