import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import '#renderer/ui/plain-table.css';

/** What each macro of a URL was filled with, and where the value came from. */
export function ValueList(props: {
  readonly values: readonly { readonly macro: string; readonly value: string; readonly origin: string }[];
}) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{text.macro}</th>
          <th scope="col">{text.value}</th>
          <th scope="col">{text.from}</th>
        </tr>
      </thead>
      <tbody>
        {props.values.map(({ macro, value, origin }) => (
          <tr key={macro}>
            <th scope="row" className="mono">
              {macro}
            </th>
            <td className="wrap-anywhere value-cell">
              {value === '' ? <span className="faint">{text.emptyValue}</span> : value}
            </td>
            <td className="muted">{text.origin(origin)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
