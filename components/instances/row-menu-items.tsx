import {
  CalendarClock,
  Copy,
  Play,
  RotateCcw,
  ScrollText,
  Square,
  Tag,
  Trash2,
  TrendingUp,
  Users,
  Wrench,
} from 'lucide-react';
import type { MenuItem } from '@/components/ui/menu-items';
import { moneyText } from '@/components/ui/money';
import type { InstanceRow } from '@/lib/queries/instances';
import { hrefOf } from './columns';
import { diskHourOf, shortUsd } from './dialogs/facts';
import type { DialogKind } from './instance-dialogs';
import { copySsh } from './ssh-button';
import { nameOf, possible } from './status-look';

export interface RowActs {
  /** What the person's role allows. `noTeam`: to leave an instance without a team. */
  may: { operate: boolean; destroy: boolean; assign: boolean; rent: boolean; noTeam: boolean };
  ask: (kind: DialogKind) => void;
  start: () => void;
}

/** What can be done with one instance, with what it costs; in the list's menu and on its page. */
export function rowMenuItems(row: InstanceRow, nowMs: number, acts: RowActs): MenuItem[] {
  const can = possible(row, nowMs);
  const { may, ask, start } = acts;
  const items: (MenuItem | false)[] = [
    { label: 'Open', icon: <ScrollText />, href: hrefOf(row), keys: '↵' },
    row.ssh !== null && {
      label: 'Copy SSH line',
      icon: <Copy />,
      keys: 'c',
      onSelect: () => void copySsh(row.ssh ?? '', nameOf(row)),
    },
    { label: 'Logs', icon: <ScrollText />, href: `${hrefOf(row)}?tab=logs`, keys: 'l' },
    'rule',
    may.rent &&
      can.start && {
        label: 'Start',
        icon: <Play />,
        keys: 's',
        says: row.runningHourUsd && `${moneyText(row.runningHourUsd)}/h again`,
        onSelect: start,
      },
    may.operate &&
      can.stop && {
        label: 'Stop',
        icon: <Square />,
        keys: 's',
        says: `${shortUsd(diskHourOf([row]))}/h goes on`,
        onSelect: () => ask('stop'),
      },
    may.operate && can.restart && { label: 'Reboot', icon: <RotateCcw />, onSelect: () => ask('reboot') },
    may.destroy &&
      can.restart && {
        label: 'Recycle',
        icon: <Wrench />,
        says: 'the disk is lost',
        onSelect: () => ask('recycle'),
      },
    may.rent &&
      row.isBid &&
      can.destroy && { label: 'Change the bid', icon: <TrendingUp />, onSelect: () => ask('bid') },
    'rule',
    may.operate && can.destroy && { label: 'Label', icon: <Tag />, keys: 'e', onSelect: () => ask('label') },
    may.assign && {
      label: row.origin === 'outside' && row.teamId === null ? 'Adopt for a team' : 'Team and project',
      icon: <Users />,
      onSelect: () => ask('assign'),
    },
    may.assign &&
      can.destroy && {
        label: row.endsMs === null ? 'Set an end' : 'Extend or end',
        icon: <CalendarClock />,
        onSelect: () => ask('end'),
      },
    'rule',
    may.destroy &&
      can.destroy && {
        label: 'Destroy',
        icon: <Trash2 />,
        keys: 'del',
        tone: 'danger',
        onSelect: () => ask('destroy'),
      },
  ];
  return tidy(items.filter((item) => item !== false));
}

/** Rules only between items. */
const tidy = (items: MenuItem[]): MenuItem[] =>
  items.filter(
    (item, index) =>
      item !== 'rule' || (index > 0 && items[index - 1] !== 'rule' && index < items.length - 1),
  );
