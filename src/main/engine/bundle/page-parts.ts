/** HTML that is safe to stand in a page. Made by {@link html} only. */
export interface Html {
  readonly html: string;
}

type Piece = string | number | Html | readonly Html[];

/** A template of HTML: text put into it is escaped, HTML made here is not. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return {
    html: parts.reduce(
      (page, part, index) => page + (index === 0 ? '' : written(pieces[index - 1] ?? '')) + part,
      '',
    ),
  };
}

function written(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'html' in piece ? piece.html : piece.map((one) => one.html).join('');
}

/** Control characters are shown by their code, so that no text can end the page early or turn its direction round. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/(?![\t\n])\p{Cc}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (sign) =>
      sign === '\r' ? '' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** A table of names and values; empty values are left out. */
export function facts(rows: readonly (readonly [string, string | Html])[]): Html {
  return html`<table class="facts">
    ${rows
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr> `,
      )}
  </table> `;
}

/** A table with a head. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${head.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table> `;
}

/** Text exactly as it was, in a typeface of equal widths. */
export function verbatim(text: string): Html {
  return text === '' ? html`<p class="none">empty</p>` : html`<pre>${text}</pre>`;
}
