'use client';

import { CalendarClock, Ellipsis, Play, Square } from 'lucide-react';
import Link from 'next/link';
import { nearby } from '@/components/time/zoned';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Menu } from '@/components/ui/menu';
import { moneyText } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Status } from '@/components/ui/status';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Act } from '@/lib/queries/instances-pulse';
import { diskHourOf, shortUsd } from '../dialogs/facts';
import { type RowActs, rowMenuItems } from '../row-menu-items';
import { nameOf, possible, statusLook } from '../status-look';

type Props = { row: InstanceRow; act: Act | undefined; nowMs: number; zone: string; acts: RowActs };

/** What it is, how it is since when, whose it is; and the three things one does most, with what they cost. */
export function DetailHead({ row, act, nowMs, zone, acts }: Props) {
  const { tone, word, sinceMs, why } = statusLook(row, act, nowMs);
  const can = possible(row, nowMs);
  const { may } = acts;
  return (
    <>
      <p className="mb-1 text-sm text-ink-3">
        <Link href="/instances" className="link">
          Instances
        </Link>{' '}
        / <span className="font-mono select-all">{row.contractId}</span>
      </p>
      <PageHead
        title={nameOf(row)}
        beside={
          <>
            <Status tone={tone} since={`since ${nearby(sinceMs, nowMs, zone)}`}>
              {word}
            </Status>
            <span className="flex flex-wrap gap-1.5">
              {row.team && <Chip>{row.team}</Chip>}
              {row.project && <Chip>{row.project}</Chip>}
              {row.isBid && <Chip>interruptible</Chip>}
              {row.origin === 'outside' && !row.assigned && <Chip>made outside Gantry</Chip>}
            </span>
          </>
        }
        actions={
          row.goneMs === null && (
            <>
              {may.assign && (
                <Button icon={<CalendarClock aria-hidden="true" />} onClick={() => acts.ask('end')}>
                  {row.endsMs === null ? 'Set an end' : 'Extend'}
                </Button>
              )}
              {may.rent && can.start && (
                <Button icon={<Play aria-hidden="true" />} onClick={acts.start}>
                  Start{row.runningHourUsd && `, ${moneyText(row.runningHourUsd)}/h`}
                </Button>
              )}
              {may.operate && can.stop && (
                <Button icon={<Square aria-hidden="true" />} onClick={() => acts.ask('stop')}>
                  Stop, {shortUsd(diskHourOf([row]))}/h goes on
                </Button>
              )}
              <Menu
                tone="quiet"
                label="What else can be done with it"
                items={rowMenuItems(row, nowMs, acts).filter(
                  (item) => item === 'rule' || !('href' in item && item.href),
                )}
              >
                <Ellipsis aria-hidden="true" />
              </Menu>
            </>
          )
        }
      />
      {why && <p className="-mt-2.5 mb-4 max-w-[90ch] text-ink-2 [overflow-wrap:anywhere]">{why}</p>}
    </>
  );
}
