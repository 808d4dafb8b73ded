'use client';

import { isUnread } from '@/components/frame/live-meter';
import { meterTone } from '@/components/shell/meter-tone';
import { monthName, weekdayName } from '@/components/time/days';
import { nearby } from '@/components/time/zoned';
import { Changed } from '@/components/ui/changed';
import { Money, moneyText } from '@/components/ui/money';
import { Sparkline } from '@/components/ui/sparkline';
import { Figure, Strip } from '@/components/ui/strip';
import { Unknown } from '@/components/ui/util-bar';
import { exact, per, round, times, usd } from '@/lib/money';
import type { Overview } from '@/lib/queries/overview';

type FiguresProps = { overview: Overview; nowMs: number; zone: string };

/** The four figures the screen is opened for: what burns, what today and the month cost, how long the credit lasts. */
export function Figures({ overview, nowMs, zone }: FiguresProps) {
  const { meter, burnLine, idle, today, month } = overview;
  const unread = isUnread(meter);
  return (
    <Strip label="Money now">
      <Figure
        label="Burn now"
        unit="/h"
        aside={
          burnLine && (
            <Sparkline
              points={burnLine.points}
              width={84}
              height={22}
              label={`Burn of the last ${Math.round((nowMs - burnLine.fromMs) / 3_600_000)} hours`}
              strong
            />
          )
        }
        says={unread ? 'Instances are being read for the first time' : burnWords(meter, idle)}
      >
        {unread ? (
          <Unknown />
        ) : (
          <Changed value={moneyText(meter.hourUsd)}>
            <Money amount={meter.hourUsd} />
          </Changed>
        )}
      </Figure>
      <Figure label="Today, UTC" says={todayWords(overview)}>
        <Money amount={today.amount} />
      </Figure>
      <Figure label={monthName(today.day)} says={monthWords(month, today.day)}>
        <Money amount={month.amount} />
      </Figure>
      <Figure label="Credit" says={<CreditWords overview={overview} nowMs={nowMs} zone={zone} />}>
        {meter.credit === null ? <Unknown /> : <Money amount={meter.credit} />}
      </Figure>
    </Strip>
  );
}

function burnWords({ gpus, running, silent }: Overview['meter'], idle: number): string {
  if (silent.length > 0) return `Not renewed for ${silent.join(', ')}`;
  if (gpus === 0) return 'No GPU runs; disks of stopped instances count';
  const count = (n: number) => n.toLocaleString('en-US');
  const on = running === 1 ? 'one instance' : `${count(running)} instances`;
  const idling = idle === 0 ? '' : idle === running ? ', all idle' : `, ${count(idle)} of them idle`;
  return `${count(gpus)} ${gpus === 1 ? 'GPU' : 'GPUs'} on ${on}${idling}`;
}

function todayWords({ today, books }: Overview): string {
  if (today.weekday) {
    const day = weekdayName(today.day);
    return `Usual ${day}: ${moneyText(today.weekday.amount)}, by the last ${today.weekday.days}`;
  }
  const filling = books.find((each) => each.history && each.history.read < each.history.of);
  if (filling?.history) {
    return `History is being read, ${filling.history.read} of ${filling.history.of} days`;
  }
  return 'As charged by Vast.ai so far';
}

function monthWords({ amount, against }: Overview['month'], today: string): string {
  const ended = Number(today.slice(8)) - 1;
  if (against) {
    const change = usd(against.change);
    const percent = round(times(per(change.abs(), against.before), 100), 1);
    const moved = change.isZero()
      ? 'As much as'
      : `${exact(percent)} % ${change.isNegative() ? 'below' : 'above'}`;
    return `${moved} ${monthName(against.month)} to the ${ordinal(against.days)}`;
  }
  if (ended === 0) return 'The month began today';
  return `${moneyText(exact(per(usd(amount), ended + 1)))} a day on average`;
}

function ordinal(day: number): string {
  const tail =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th';
  return `${day}${tail}`;
}

const TONE = { fine: undefined, warn: 'font-[550] text-warn', bad: 'font-[550] text-bad' } as const;

function CreditWords({ overview: { meter }, nowMs, zone }: FiguresProps) {
  if (meter.credit === null) return 'Not read yet';
  if (meter.stopsAt === null) return 'Nothing uses it up';
  const stopsMs = Date.parse(meter.stopsAt);
  const tone = meterTone((stopsMs - nowMs) / 1000);
  const which = meter.accounts > 1 ? `Instances of ${meter.stopsAccount}` : 'Instances';
  return (
    <span className={TONE[tone]}>
      {which} {stopsMs <= nowMs ? 'have no credit left' : `stop ${nearby(stopsMs, nowMs, zone)}`}
    </span>
  );
}
