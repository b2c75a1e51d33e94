/**
 * A run over three invented sites that holds every status, every cell state, every cadence and every lifecycle event.
 */
import type { RunRecord } from '../../src/model.js';
import { cadence, date, ledger, record, runColumn, today } from './runPieces.js';

const works = { name: '建设管理股', contact: '张某 0564-0000000' };

export function sampleRecord(): RunRecord {
  const water = '示范县水利局';
  const school = '示范县教育体育局';
  return record([
    runColumn({
      path: ['重大建设项目', '项目进度'],
      cadence: cadence('monthly', { grace: { days: 5, unit: 'working' }, source: '裕安区政务公开任务分解表第12项' }),
      status: 'overdue',
      because: '2026年1月、2月未见信息',
      latest: '2025-12-30',
      unit: works,
      ledger: ledger('monthly', '2025-01-01', '++L+++-+++++--o'),
      findings: [
        {
          rule: 'cadence-overdue',
          level: 'overdue',
          text: '按月公开的栏目 2026年1月、2026年2月未见信息，最后更新于 2025-12-30，截至 2026-03-18 已 78 天未更新。',
          event: 'continuing',
          openedOn: '2026-02-11',
          evidence: [
            {
              label: { zh: '最新一条', en: 'Newest' },
              text: 'S103 改建工程 12 月进度',
              url: 'https://jtj.example.invalid/a/1.html',
            },
            { label: { zh: '共读到', en: 'Read' }, text: '2 页 37 条，最早 2023-02-14' },
          ],
        },
        {
          rule: 'missing-period',
          level: 'missing',
          text: '缺少 2025年7月的信息。',
          event: 'opened',
          openedOn: today,
          period: '2025-07',
          evidence: [{ label: { zh: '截止日', en: 'Deadline' }, text: '2025-08-07' }],
        },
      ],
    }),
    runColumn({
      path: ['重大建设项目', '验收结果'],
      cadence: cadence('quarterly'),
      status: 'missing-period',
      because: '缺少 2025年第1季度信息',
      latest: '2026-03-02',
      unit: works,
      ledger: ledger('quarterly', '2025-01-01', '-L+++'),
      findings: [
        {
          rule: 'missing-period',
          level: 'missing',
          text: '缺少 2025年第1季度信息。',
          event: 'reopened',
          openedOn: '2025-04-02',
          period: '2025Q1',
        },
      ],
    }),
    runColumn({
      path: ['重大建设项目', '项目与责任分工'],
      cadence: cadence('realtime'),
      status: 'fresh',
      latest: '2026-02-20',
      unit: works,
    }),
    runColumn({
      path: ['重大建设项目', '质量管理'],
      cadence: cadence('realtime'),
      status: 'overdue',
      latest: '2025-08-01',
      unit: works,
      because: '229 天没有新信息',
      findings: [
        {
          rule: 'realtime-silence',
          level: 'overdue',
          text: '实时公开的栏目已 229 天没有新信息，超过 6 个月。如期间确无应公开信息，请说明。',
          event: 'opened',
          openedOn: today,
        },
      ],
    }),
    runColumn({
      path: ['财政预决算'],
      cadence: cadence('yearly'),
      status: 'fresh',
      latest: '2026-02-03',
      ledger: ledger('yearly', '2024-01-01', '+++'),
    }),
    runColumn({
      path: ['规范性文件', '备案'],
      cadence: cadence('half-yearly'),
      status: 'due',
      latest: '2025-12-28',
      because: '本期剩余时间不足五分之一',
      ledger: ledger('half-yearly', '2025-01-01', 'w+o'),
    }),
    runColumn({
      path: ['机构职能'],
      cadence: cadence('static'),
      status: 'static',
      latest: '2021-05-06',
      because: '静态栏目不按时限判定',
    }),
    runColumn({
      path: ['监督保障', '政府信息公开指南'],
      cadence: cadence('monthly'),
      status: 'blank',
      because: '页面写明“暂无相关信息”',
      findings: [
        {
          rule: 'blank-column',
          level: 'blank',
          text: '栏目开设以来没有任何信息，页面写明“暂无相关信息”。',
          event: 'continuing',
          openedOn: '2026-01-15',
          evidence: [{ label: { zh: '页面文字', en: 'Page words' }, text: '暂无相关信息' }],
        },
      ],
    }),
    runColumn({
      site: water,
      path: ['水旱灾害防御', '雨水情日报'],
      cadence: cadence('daily'),
      status: 'due',
      latest: '2026-03-17',
      latestDate: date('2026-03-17', { text: '03-17', implied: ['year'] }),
      unit: { name: '水旱灾害防御中心' },
      ledger: ledger('daily', '2026-02-16', '?++++++-+++++L++++++++o'),
      because: '今日信息尚未公开',
    }),
    runColumn({
      site: water,
      path: ['工程建设', '施工周报'],
      cadence: cadence('weekly'),
      status: 'fresh',
      latest: '2026-03-16',
      unit: { name: '建设与监督股' },
      ledger: ledger('weekly', '2025-09-15', '????++++++++L+++++-+++++++o'),
      findings: [
        {
          rule: 'missing-period',
          level: 'missing',
          text: '缺少 2026年第5周的信息。',
          event: 'resolved',
          openedOn: '2026-02-03',
          period: '2026-W05',
        },
      ],
    }),
    runColumn({
      site: water,
      path: ['行政执法', '双公示'],
      cadence: cadence('monthly'),
      status: 'unreadable',
      unreadable: {
        reason: 'challenge',
        status: 412,
        detail: 'cookie challenge, 3 attempts',
        lastReadable: '2026-03-01',
      },
      latest: '2026-01-27',
      because: '网站对自动访问弹出验证',
      ledger: ledger('monthly', '2025-01-01', '++++++++++++++?'),
      findings: [
        {
          rule: 'unreadable',
          level: 'unreadable',
          text: '网站对自动访问弹出验证，本次未能读取。',
          event: 'continuing',
          openedOn: '2026-03-04',
        },
        {
          rule: 'missing-period',
          level: 'missing',
          text: '缺少 2025年10月的信息。',
          event: 'unverified',
          openedOn: '2025-11-03',
          period: '2025-10',
        },
      ],
    }),
    runColumn({
      site: water,
      path: ['公共服务', '取水许可'],
      cadence: cadence('realtime'),
      status: 'unreadable',
      unreadable: { reason: 'timeout', detail: 'no answer in 15000 ms' },
      because: '打开超时',
      findings: [{ rule: 'unreadable', level: 'unreadable', text: '打开超时，本次未能读取。', event: 'opened', openedOn: today }],
    }),
    runColumn({
      site: water,
      path: ['人事信息'],
      cadence: cadence('quarterly'),
      status: 'waived',
      because: '无人事任免，豁免至 2026-06-30',
      ledger: ledger('quarterly', '2025-01-01', '++wwo'),
      latest: '2025-06-19',
    }),
    runColumn({
      site: school,
      path: ['义务教育', '招生信息'],
      cadence: cadence('realtime', { silenceDays: null }),
      status: 'fresh',
      latest: '2024-08-12',
      findings: [
        {
          rule: 'future-date',
          level: 'doubt',
          text: '有 1 条信息的日期晚于判定日：《2026年春季学区划分》2026-12-03。',
          event: 'opened',
          openedOn: today,
          evidence: [{ label: { zh: '条目', en: 'Item' }, text: '2026年春季学区划分 2026-12-03' }],
        },
      ],
    }),
    runColumn({
      site: school,
      path: ['义务教育', '教师招聘'],
      cadence: cadence('monthly'),
      status: 'fresh',
      latest: '2026-03-11',
      ledger: ledger('monthly', '2025-06-01', '++++++++++'),
    }),
  ]);
}
