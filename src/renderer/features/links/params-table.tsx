import { linksText } from '#renderer/app/messages/en/links.ts';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { LinkParam } from '#shared/domain/link-explanation.ts';
import { toneOf } from './link-marks.ts';

/** Every parameter of a link: what the other side reads, as it stands, and how often it is encoded. */
export function ParamsTable(props: {
  readonly params: readonly LinkParam[];
  /** Whether the click is carried inside `us`, where everything is encoded once more. */
  readonly carried: boolean;
}) {
  const { params, carried } = props;
  return (
    <Section title={linksText.params}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{linksText.param}</th>
            <th scope="col">{linksText.value}</th>
            <th scope="col">{linksText.encoded}</th>
            <th scope="col">{linksText.depth}</th>
            <th scope="col">{linksText.place}</th>
          </tr>
        </thead>
        <tbody>
          {params.map((param, index) => (
            <tr key={`${param.name} ${index}`}>
              <th scope="row">
                <span className={`mono mark mark-${toneOf(param.name)}`}>{param.name}</span>
              </th>
              <td className="wrap-anywhere">
                {param.value === '' ? <span className="faint">{linksText.emptyValue}</span> : param.value}
              </td>
              <td className="mono wrap-anywhere muted">{param.raw}</td>
              <td>
                <Depth param={param} right={param.place === 'click' && carried ? 2 : 1} />
              </td>
              <td className="muted">{linksText.placeText[param.place]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Depth({ param, right }: { readonly param: LinkParam; readonly right: number }) {
  const text = linksText.depthText(param.encodingDepth);
  return param.encodingDepth === right || param.value === '' ? <>{text}</> : <Tag tone="wait">{text}</Tag>;
}
