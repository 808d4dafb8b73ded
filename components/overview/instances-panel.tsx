import Link from 'next/link';
import { statusLook } from '@/components/instances/status-look';
import { Money } from '@/components/ui/money';
import { Panel, PanelHead } from '@/components/ui/panel';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { Status } from '@/components/ui/status';
import { Unknown, UtilBar } from '@/components/ui/util-bar';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Act } from '@/lib/queries/instances-pulse';

type InstancesPanelProps = {
  instances: readonly InstanceRow[];
  /** What is under way with them. */
  acts: readonly Act[];
  total: number;
  nowMs: number;
};

/** What costs most per hour now, with what it does for it. */
export function InstancesPanel({ instances, acts, total, nowMs }: InstancesPanelProps) {
  return (
    <Panel className="overflow-hidden">
      <PanelHead
        title="Instances"
        sub="by cost per hour"
        right={
          <Link href="/instances" className="text-ink-3 hover:text-ink hover:underline">
            All {total.toLocaleString('en-US')}
          </Link>
        }
      />
      <div className="md:hidden">
        <PhoneRows label="Instances by cost per hour">
          {instances.map((row) => (
            <PhoneInstance key={hrefOf(row)} row={row} look={lookOf(row, acts, nowMs)} />
          ))}
        </PhoneRows>
      </div>
      <table className="data max-md:hidden">
        <caption className="sr-only">Instances by cost per hour</caption>
        <colgroup>
          <col className="w-[21%]" />
          <col className="w-[19%]" />
          <col className="w-[20%]" />
          <col className="w-[16%]" />
          <col className="w-[12%]" />
          <col className="w-[12%]" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            {['Label', 'GPU', 'Status', 'Use', 'Per hour', 'Team'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {instances.map((row) => {
            const { tone, word } = lookOf(row, acts, nowMs);
            return (
              <tr key={hrefOf(row)} data-id={row.contractId}>
                <th scope="row">
                  <Link href={hrefOf(row)} className="font-semibold hover:underline">
                    {nameOf(row)}
                  </Link>
                </th>
                <td className="text-ink-2">{gpuOf(row)}</td>
                <td>
                  <Status tone={tone}>{word}</Status>
                </td>
                <td>
                  <UtilBar percent={row.gpuUse ?? undefined} />
                </td>
                <td className="num">
                  {row.hourUsd === null ? <Unknown /> : <Money amount={row.hourUsd} unit="/h" />}
                </td>
                <td className="text-ink-2">{row.team ?? <Unknown why="no team" />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

type PhoneInstanceProps = { row: InstanceRow; look: ReturnType<typeof statusLook> };

function PhoneInstance({ row, look: { tone, word } }: PhoneInstanceProps) {
  return (
    <PhoneRow
      href={hrefOf(row)}
      title={
        <>
          <b>{nameOf(row)}</b> <span className="text-ink-3">{gpuOf(row)}</span>
        </>
      }
      figure={row.hourUsd === null ? <Unknown /> : <Money amount={row.hourUsd} unit="/h" />}
      says={
        <>
          <Status tone={tone}>{word}</Status>
          {row.gpuUse !== null && <span>{Math.round(row.gpuUse)} % used</span>}
          {row.team && <span>· {row.team}</span>}
        </>
      }
    />
  );
}

const lookOf = (row: InstanceRow, acts: readonly Act[], nowMs: number) =>
  statusLook(
    row,
    acts.find((act) => act.accountId === row.accountId && act.contractId === row.contractId),
    nowMs,
  );
const nameOf = (row: InstanceRow): string => row.label || String(row.contractId);
const gpuOf = (row: InstanceRow): string => `${row.gpus}× ${row.gpu}`;
const hrefOf = (row: InstanceRow): string => `/instances/${row.accountId}/${row.contractId}`;
