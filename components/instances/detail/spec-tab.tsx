import { Fact, Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import { utc } from '@/components/ui/time';
import { Unknown } from '@/components/ui/util-bar';
import type { InstanceDetail } from '@/lib/queries/instances-detail';
import { gpusOf } from '../columns';

/** What was asked for; what one needs to make the same again. */
export function SpecTab({ detail }: { detail: InstanceDetail }) {
  const { row, gauges } = detail;
  const code = (text: string | null) =>
    text === null ? <Unknown /> : <code className="font-mono text-sm select-all">{text}</code>;
  return (
    <Facts>
      <Fact name="Number at Vast.ai">{code(String(row.contractId))}</Fact>
      <Fact name="Account">{row.account}</Fact>
      <Fact name="Made">
        {row.origin === 'gantry' ? `here${row.owner ? `, by ${row.owner}` : ''}` : 'outside Gantry'}
        {row.startedMs !== null && `, ${utc(row.startedMs)}`}
      </Fact>
      <Fact name="Team">
        {row.team ?? <Unknown why="nobody’s" />}
        {row.project && `, project ${row.project}`}
        {row.team && !row.assigned && <span className="text-ink-3"> · by a rule, from its label</span>}
      </Fact>
      <Fact name="GPUs">{gpusOf(row)}</Fact>
      <Fact name="Type">{row.isBid ? 'interruptible: runs while its bid wins' : 'on demand'}</Fact>
      <Fact name="Image">{code(detail.image)}</Fact>
      <Fact name="Template">{detail.template ?? <Unknown why="none" />}</Fact>
      <Fact name="Run type">{code(detail.runtype)}</Fact>
      <Fact name="Disk">
        {gauges.diskOfGb === null ? <Unknown /> : `${Math.round(gauges.diskOfGb)} GB, fixed for its life`}
      </Fact>
      <Fact name="Memory">
        {gauges.memoryOfGb === null ? <Unknown /> : `${Math.round(gauges.memoryOfGb)} GB`}
      </Fact>
      <Fact name="Price while running">
        {row.runningHourUsd === null ? (
          <Unknown />
        ) : (
          <Money amount={row.runningHourUsd} places={3} unit="/h" />
        )}
      </Fact>
      <Fact name="Price while stopped">
        {row.diskHourUsd === null ? <Unknown /> : <Money amount={row.diskHourUsd} places={3} unit="/h" />}
      </Fact>
      {detail.quoteHourUsd !== null && (
        <Fact name="Quoted when rented">
          <Money amount={detail.quoteHourUsd} places={3} unit="/h" />
        </Fact>
      )}
    </Facts>
  );
}
