/** The looks of a dispute bundle, on screen and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light; font: 14px/1.5 system-ui, sans-serif; color: #1c2024; background: #fff; }
body { max-width: 1000px; margin: 32px auto; padding: 0 24px; }
h1 { font-size: 24px; margin: 0; }
h2 { font-size: 18px; margin: 32px 0 8px; padding-top: 16px; border-top: 1px solid #d0d5db; }
h3 { font-size: 15px; margin: 20px 0 6px; overflow-wrap: anywhere; }
h4 { font-size: 14px; margin: 14px 0 4px; }
.call { font-size: 16px; margin: 4px 0 16px; overflow-wrap: anywhere; }
.note, .none, footer { color: #5b6470; }
.holds { color: #18794e; }
.broken { color: #b42318; font-weight: 600; }
.pending { color: #8a5a00; }
table { border-collapse: collapse; width: 100%; margin: 4px 0 12px; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; overflow-wrap: anywhere; }
thead th { border-bottom: 1px solid #d0d5db; font-weight: 600; }
tbody td { border-bottom: 1px solid #eceef1; }
.facts th { width: 190px; color: #5b6470; font-weight: 400; }
code, pre { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
pre { margin: 0; padding: 8px 10px; background: #f5f6f8; border-radius: 6px; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } }
`;
