/** Of the printable report: dark ink on paper, a file never torn by the end of a page. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 32px auto; max-inline-size: 960px; padding-inline: 24px; color: #161616; background: #fff;
  font: 14px/20px system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 28px; line-height: 32px; margin: 0; } h2 { font-size: 20px; margin: 32px 0 8px; break-after: avoid; }
h3 { font: 600 13px/20px ui-monospace, Consolas, monospace; margin: 0; }
p { margin: 0; } small, .dim { color: #616161; } h2 small { font-weight: 400; font-size: 12px; } small { font-size: 12px; }
article { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 16px; padding: 12px 0;
  border-block-start: 1px solid #cfcfcf; break-inside: avoid; }
.shot { display: grid; place-content: start center; }
img { max-inline-size: 120px; max-block-size: 120px; inline-size: auto; block-size: auto; outline: 1px solid #00000014; }
table { inline-size: 100%; border-collapse: collapse; margin-block: 8px; font-size: 13px; }
th, td { text-align: start; vertical-align: top; padding: 4px 12px 4px 8px; border-block-start: 1px solid #e6e6e6; font-weight: 400; }
th { inline-size: 28%; font-weight: 600; border-inline-start: 4px solid #b06f00; } tr.fail th { border-color: #981b0b; }
td:last-child { inline-size: 20%; } a { color: inherit; }
.note { padding: 4px 8px; background: #f2f2f2; margin-block: 4px; }
.skipped { padding: 0; list-style: none; } .skipped li { padding: 6px 0; border-block-start: 1px solid #e6e6e6; }
@page { margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-inline-size: none; font-size: 11px; line-height: 15px; } a { text-decoration: none; } }
`;
