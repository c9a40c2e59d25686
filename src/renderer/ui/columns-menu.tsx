import { Columns3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { filterText as text } from '#renderer/app/messages/en/filter.ts';
import { Button } from './button.tsx';
import { Menu, MenuGroup, MenuToggle } from './menu.tsx';

/** Which columns are shown, in groups. */
export function ColumnsMenu<C extends string>(props: {
  readonly groups: readonly {
    readonly label: string;
    readonly columns: readonly { readonly id: C; readonly title: ReactNode }[];
  }[];
  readonly chosen: readonly C[];
  readonly onToggle: (column: C, shown: boolean) => void;
}) {
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet">
          <Columns3 size={16} aria-hidden />
          {text.columns}
        </Button>
      }
    >
      {props.groups.map((group) => (
        <MenuGroup key={group.label} label={group.label}>
          {group.columns.map(({ id, title }) => (
            <MenuToggle
              key={id}
              on={props.chosen.includes(id)}
              onToggle={(shown) => props.onToggle(id, shown)}
            >
              {title}
            </MenuToggle>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  );
}
