import { Fragment } from 'react';
import { Ago } from '@/components/ui/ago';
import { cx } from '@/components/ui/cx';
import { Money, moneyText } from '@/components/ui/money';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { TableHeads } from '@/components/ui/table-heads';
import { usd } from '@/lib/money';
import { fullness } from '@/lib/policy/limits';
import type { Limit } from '@/lib/queries/limits';
import { gpuWords, longestWords, placeWords, ruleWords } from './words';

type LimitsProps = {
  limits: readonly Limit[];
  /** Undefined: they are only looked at. */
  onOpen: ((limit: Limit) => void) | undefined;
};

const HEADS = [
  { head: 'For', width: 'w-[17%]' },
  { head: 'An hour', width: 'w-[14%]' },
  { head: 'Today, UTC', width: 'w-[15%]' },
  { head: 'GPUs', width: 'w-[13%]' },
  { head: 'Countries', width: 'w-[11%]' },
  { head: 'Longest', width: 'w-[8%]' },
  { head: 'End', width: 'w-[7%]' },
  { head: 'Changed', width: 'w-[15%]' },
];

export function LimitsTable({ limits, onOpen }: LimitsProps) {
  return (
    <table className="data max-md:hidden" data-opens={onOpen ? '' : undefined}>
      <TableHeads caption="Limits" heads={HEADS} />
      <tbody>
        {limits.map((limit) => (
          <Fragment key={limit.id}>
            {/* The button in it does the same for the keyboard. */}
            <tr
              data-id={limit.id}
              onClick={onOpen && (() => onOpen(limit))}
              className={cx(limit.over && '[&>*]:border-b-0')}
            >
              <th scope="row">
                {onOpen ? (
                  <button type="button" className="font-semibold hover:underline">
                    {limit.whose}
                  </button>
                ) : (
                  <b className="font-semibold">{limit.whose}</b>
                )}{' '}
                <span className="text-ink-3">{KIND[limit.subject]}</span>
              </th>
              <td>
                <Ceiling committed={limit.committed.hourUsd} limit={limit.hourUsd} />
              </td>
              <td>
                <Ceiling committed={limit.committed.dayUsd} limit={limit.dayUsd} />
              </td>
              <td title={limit.gpus?.join(', ')} className={cx(!limit.gpus && 'text-ink-3')}>
                {gpuWords(limit)}
              </td>
              <td title={limit.countries?.join(', ')} className={cx(!limit.countries && 'text-ink-3')}>
                {placeWords(limit)}
              </td>
              <td className={cx(limit.longestHours === null && 'text-ink-3')}>{longestWords(limit)}</td>
              <td>{limit.endRequired || limit.longestHours !== null ? 'needed' : <Free>free</Free>}</td>
              <td className="text-ink-2" title={limit.changedBy ?? undefined}>
                <Ago plain atMs={Date.parse(limit.changedAt)} />
                {limit.changedBy && <span className="text-ink-3"> by {limit.changedBy}</span>}
              </td>
            </tr>
            {limit.over && (
              <tr>
                <td colSpan={HEADS.length} className="text-warn">
                  {limit.over}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

const KIND = { workspace: 'everybody', team: 'team', person: 'person' } as const;

const Free = ({ children }: { children: string }) => <span className="text-ink-3">{children}</span>;

/** What is spoken for, of how much, and how full that is. */
function Ceiling({ committed, limit }: { committed: string; limit: string | null }) {
  if (limit === null) {
    return (
      <>
        <Money amount={committed} /> <Free>no ceiling</Free>
      </>
    );
  }
  const full = fullness({ limit: usd(limit), after: usd(committed) });
  return (
    <span className="grid max-w-40 gap-[3px]">
      <span>
        <Money amount={committed} /> <span className="text-ink-3">of {moneyText(limit)}</span>
      </span>
      <span aria-hidden="true" className="h-1 overflow-hidden rounded-xs bg-sunken">
        <i
          className={cx('block h-full', full > 1 ? 'bg-bad' : full >= 0.9 ? 'bg-warn' : 'bg-ink-3')}
          style={{ width: `${Math.min(full, 1) * 100}%` }}
        />
      </span>
    </span>
  );
}

/** In two lines each, for a phone. */
export function LimitsList({ limits, onOpen }: LimitsProps) {
  return (
    <div className="md:hidden">
      <PhoneRows label="Limits">
        {limits.map((limit) => (
          <PhoneRow
            key={limit.id}
            onOpen={onOpen && (() => onOpen(limit))}
            title={
              <>
                <b>{limit.whose}</b> <span className="text-ink-3">{KIND[limit.subject]}</span>
              </>
            }
            figure={
              limit.hourUsd === null
                ? moneyText(limit.committed.hourUsd)
                : `${moneyText(limit.committed.hourUsd)} of ${moneyText(limit.hourUsd)}`
            }
            says={
              limit.over ? (
                <span className="whitespace-normal text-warn">{limit.over}</span>
              ) : (
                <span className="truncate">{ruleWords(limit)}</span>
              )
            }
            aside="an hour"
          />
        ))}
      </PhoneRows>
    </div>
  );
}
