import type { ReactNode } from 'react';
import { nearby } from '@/components/time/zoned';
import { moneyText } from '@/components/ui/money';
import { fromNow, span } from '@/components/ui/time';
import { exact, times, usd } from '@/lib/money';
import type { Need } from '@/lib/queries/needs-you';

export interface NeedWords {
  title: ReactNode;
  says: string;
  /** What the button will do, with its price or its moment. */
  button: string;
}

/** A need as people say it: what, since when, what it costs, and what the one button does. */
export function needWords(need: Need, nowMs: number, zone: string): NeedWords {
  return need.count > 1 ? manyWords(need) : oneWords(need, nowMs, zone);
}

function oneWords(need: Need, nowMs: number, zone: string): NeedWords {
  const what = <b>{need.what}</b>;
  const at = need.atMs === null ? '' : nearby(need.atMs, nowMs, zone);
  const ago = need.atMs === null ? '' : fromNow(need.atMs, nowMs);
  const past = need.atMs === null ? '' : pastWords(need.atMs, nowMs);
  const lasted = need.atMs === null ? '' : ` for ${duration(nowMs - need.atMs)}`;
  const hour = need.hourUsd === null ? null : perHour(need.hourUsd);
  switch (need.kind) {
    case 'approval':
      return {
        title: (
          <>
            {what} wants to {need.quote}
          </>
        ),
        says: `${hour ? `${hour}${need.afterHourUsd === null ? '' : `, at most ${moneyText(need.afterHourUsd)}`}. ` : ''}It waits for somebody’s word and expires ${ago}.`,
        button: 'Look and decide',
      };
    case 'credit':
      return {
        title: (
          <>
            The credit of {what} runs out {at}
          </>
        ),
        says: `At ${hour ?? 'today’s burn'}. Vast.ai stops the instances then; disks are billed on.`,
        button:
          need.remedy.do === 'go' && need.remedy.href.startsWith('https:') ? 'Top up' : 'See what burns',
      };
    case 'key':
      return {
        title: <>Vast.ai refuses the key of {what}</>,
        says: `Since ${at}. Its instances run on${hour ? ` at ${hour}` : ''}, unseen.`,
        button: 'Repair the key',
      };
    case 'unreachable':
      return {
        title: <>Vast.ai doesn’t answer for {what}</>,
        says: `Since ${at}. What you see of it is that old${hour ? `; it burned ${hour}` : ''}.`,
        button: 'See the account',
      };
    case 'unknown':
      return unknownWords(need, past, hour);
    case 'outbid':
      return {
        title: (
          <>
            {what} was outbid {past}
          </>
        ),
        says:
          need.remedy.do === 'raise'
            ? `The lowest winning bid is now ${moneyText(need.remedy.hourUsd, { places: 3 })} an hour.${disk(hour)}`
            : `Vast.ai doesn’t say which bid would win.${disk(hour)}`,
        button:
          need.remedy.do === 'raise'
            ? `Raise to ${moneyText(need.remedy.hourUsd, { places: 3 })}`
            : 'Open it',
      };
    case 'failed':
      return {
        title: (
          <>
            {what} ended by itself {past}
          </>
        ),
        says: need.quote ? `Vast.ai says: ${need.quote.slice(0, 120)}` : `Its disk costs ${hour ?? 'on'}.`,
        button: 'See why',
      };
    case 'expired':
      return {
        title: <>The contract of {what} has ended</>,
        says: `Since ${at}. Its data may be deleted 48 h after that.${disk(hour)}`,
        button: 'Open it',
      };
    case 'lease':
      return {
        title: (
          <>
            {what} is destroyed {at}
          </>
        ),
        says: `Its lease ends ${ago}. A day more costs ${perDay(need.hourUsd)}.`,
        button: 'Extend by a day',
      };
    case 'ending':
      return {
        title: (
          <>
            The host ends {what} {at}
          </>
        ),
        says: `It can’t run after that: move what you need. ${hour ?? ''}`.trim(),
        button: 'Open it',
      };
    case 'idle':
      return {
        title: (
          <>
            {gpuCount(need.gpus?.count ?? 1)} idle{lasted} in {what}
          </>
        ),
        says: `Below 5 % since ${at}. Costs ${hour}; stopped, its disk costs ${need.afterHourUsd === null ? 'less' : perHour(need.afterHourUsd, 3)}.`,
        button: 'Stop it',
      };
    case 'endless':
      return {
        title: <>{what} has no end set</>,
        says: `${hour}, ${perDay(need.hourUsd)} a day, until somebody stops it.`,
        button: need.remedy.do === 'end' ? `End it ${nearby(need.remedy.endsMs, nowMs, zone)}` : 'Open it',
      };
    case 'offline':
      return {
        title: <>The host of {what} is away</>,
        says: `Since ${at}. Vast.ai doesn’t bill it meanwhile.`,
        button: need.gpus ? `Find ${need.gpus.count}× ${need.gpus.name}` : 'Find another',
      };
  }
}

function unknownWords(need: Need, ago: string, hour: string | null): NeedWords {
  const held = hour ? ` ${hour} stays reserved.` : '';
  if (need.act === 'recycle') {
    return {
      title: (
        <>
          Whether <b>{need.what}</b> was recycled isn’t known
        </>
      ),
      says: `The answer got lost ${ago}, and nothing at Vast.ai tells. Look, and say so.`,
      button: 'Say how it ended',
    };
  }
  if (need.remedy.do === 'settle') {
    return {
      title: (
        <>
          Whether this happened isn’t known: <b>{need.what}</b>
        </>
      ),
      says: `The answer got lost ${ago}, and Gantry can’t find it out. Look at Vast.ai, and say so.${held}`,
      button: 'Say how it ended',
    };
  }
  const doing = need.act === 'rent' ? 'Renting' : 'An act on';
  return {
    title: (
      <>
        {doing} <b>{need.what || 'an offer'}</b>: the answer got lost
      </>
    ),
    says: `${capital(ago)}. Gantry is looking up what happened; don’t repeat it.${held}`,
    button: 'See instances',
  };
}

const MANY: Record<Need['kind'], (n: number) => string> = {
  approval: (n) => `${n} plans of agents wait for a decision`,
  credit: (n) => `Credit runs out in ${n} accounts`,
  key: (n) => `Vast.ai refuses ${n} keys`,
  unreachable: (n) => `Vast.ai doesn’t answer for ${n} accounts`,
  unknown: (n) => `${n} answers got lost and are looked up`,
  outbid: (n) => `${n} instances are outbid`,
  failed: (n) => `${n} instances ended by themselves`,
  expired: (n) => `The contracts of ${n} instances have ended`,
  lease: (n) => `${n} leases end within six hours`,
  ending: (n) => `Hosts end ${n} instances within two days`,
  idle: (n) => `${n} instances are idle`,
  endless: (n) => `${n} instances over $1 an hour have no end set`,
  offline: (n) => `The hosts of ${n} instances are away`,
};

function manyWords(need: Need): NeedWords {
  const together =
    need.hourUsd === null || /^[0.]*$/.test(need.hourUsd) ? '' : `Together ${perHour(need.hourUsd)}; `;
  return {
    title: MANY[need.kind](need.count),
    says: `${together}${together ? 'the dearest is' : 'The first is'} ${need.what}.`,
    button: `See all ${need.count}`,
  };
}

/** The screen's clock ticks in steps; what happened after its last tick is not in the future. */
function pastWords(atMs: number, nowMs: number): string {
  return nowMs - atMs < 5_000 ? 'a moment ago' : fromNow(atMs, nowMs);
}

const perHour = (amount: string, places = 2): string => `${moneyText(amount, { places })} an hour`;
const perDay = (hourUsd: string | null): string =>
  hourUsd === null ? 'as much as today' : moneyText(exact(times(usd(hourUsd), 24)));
const disk = (hour: string | null): string => (hour ? ` Its disk costs ${hour} meanwhile.` : '');
const duration = (ms: number): string => span(ms).split(' ').slice(0, 2).join(' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const COUNTED = ['', 'One GPU', 'Two GPUs', 'Three GPUs', 'Four GPUs'];
const gpuCount = (n: number): string => COUNTED[n] ?? `${n} GPUs`;
