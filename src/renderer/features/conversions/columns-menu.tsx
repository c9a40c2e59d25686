import { Columns3 } from 'lucide-react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuGroup, MenuToggle } from '#renderer/ui/menu.tsx';
import type { ConversionSort } from '#shared/ipc/conversions.ts';
import { SORTS } from './conversion-view.ts';

/** Which columns are shown. */
export function ColumnsMenu(props: {
  readonly chosen: readonly ConversionSort[];
  readonly onToggle: (column: ConversionSort, shown: boolean) => void;
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
      <MenuGroup label={text.columns}>
        {SORTS.map((column) => (
          <MenuToggle
            key={column}
            on={props.chosen.includes(column)}
            onToggle={(shown) => props.onToggle(column, shown)}
          >
            {text.column[column]}
          </MenuToggle>
        ))}
      </MenuGroup>
    </Menu>
  );
}
