import { nearby } from '@/components/time/zoned';
import { Fact, Facts } from '@/components/ui/facts';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Unknown } from '@/components/ui/util-bar';
import type { InstanceDetail } from '@/lib/queries/instances-detail';
import { gpusOf } from '../columns';

type Props = { detail: InstanceDetail; nowMs: number; zone: string };

/** Whose machine it is on, where, and how it has been. */
export function MachineCard({ detail, nowMs, zone }: Props) {
  const { machine, row } = detail;
  const number = (id: number | null) => (id === null ? '' : ` ${id.toLocaleString('en-US')}`);
  return (
    <Panel>
      <PanelHead
        title={`Machine${number(machine.machineId)}`}
        right={
          <span className="text-ink-3">{machine.hostId !== null && `host${number(machine.hostId)}`}</span>
        }
      />
      <Facts>
        <Fact name={gpusOf(row)}>
          {machine.gpuRamGb === null ? <Unknown /> : `${machine.gpuRamGb} GB each`}
        </Fact>
        <Fact name="Place">
          {[row.place, machine.datacenter === null ? null : machine.datacenter ? 'datacenter' : 'community']
            .filter(Boolean)
            .join(' · ') || <Unknown />}
        </Fact>
        <Fact name="Reliability">
          {machine.reliability === null ? <Unknown /> : `${(machine.reliability * 100).toFixed(1)} %`}
        </Fact>
        <Fact name="With us">
          {machine.withUs === 1 ? 'this is the first' : `${machine.withUs} instances`}
        </Fact>
        <Fact name="Contract until">
          {row.contractEndsMs === null ? <Unknown /> : nearby(row.contractEndsMs, nowMs, zone)}
        </Fact>
      </Facts>
    </Panel>
  );
}
