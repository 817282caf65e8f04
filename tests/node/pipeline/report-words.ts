import type { ReportWords } from '../../../src/lib/pipeline/ledger.ts';

/** Plain words, so that a test sees what is said. */
export const WORDS: ReportWords = {
  language: 'vi',
  title: 'Report',
  files: (count) => `${count} files`,
  skipped: (count) => `${count} left out`,
  passed: (count) => `${count} passed`,
  override: 'Handed over all the same:',
  fixed: 'Fixed',
  asked: 'Look yourself',
  ask: ({ message }) => message,
  rules: (version) => `rules ${version}`,
  verdict: (verdict) => verdict,
  score: (score) => `score ${score}`,
  facts: ({ file }) => `${file.bytes} bytes`,
  finding: ({ verdict, message, measured = '' }) => ({
    verdict,
    title: message,
    why: message,
    measured: String(measured),
    limit: '',
    level: 'required',
    checked: '2026-11-22'
  }),
  reason: ({ reason }) => reason,
  change: (change) => change,
  shared: (from) => `same as ${from}`,
  missing: (count) => `${count} missing`,
  when: () => 'today'
};
