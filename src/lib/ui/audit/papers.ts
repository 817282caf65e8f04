import { auditCsv, auditHtml, auditJson, type AuditResult } from '../../pipeline/audit-papers.ts';
import { plainName } from '../../pipeline/project-file.ts';
import { reportWords } from '../export/report-words.ts';
import { skipWords } from './skip-words.ts';

export type Paper = 'html' | 'csv' | 'json';

/** Spreadsheets take a CSV without this for one in the system's own old encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

const PAPERS: Readonly<Record<Paper, { type: string; text: (result: AuditResult) => string }>> = {
  html: {
    type: 'text/html',
    text: (result) => auditHtml(result, reportWords(), ({ error }) => skipWords(error))
  },
  csv: { type: 'text/csv', text: (result) => BYTE_ORDER_MARK + auditCsv(result, reportWords()) },
  json: { type: 'application/json', text: auditJson }
};

/** What an audit has found, as a file in the page's language. */
export function savePaper(result: AuditResult, paper: Paper): { blob: Blob; name: string } {
  const { type, text } = PAPERS[paper];
  return {
    blob: new Blob([text(result)], { type }),
    name: `${plainName(result.name) || 'audit'}_report.${paper}`
  };
}
