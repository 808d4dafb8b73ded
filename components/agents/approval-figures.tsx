import { nearby } from '@/components/time/zoned';
import { moneyText } from '@/components/ui/money';
import { Figure, Strip } from '@/components/ui/strip';
import { exact, usd } from '@/lib/money';
import type { Approval } from '@/lib/surfaces/approvals';

type FiguresProps = { approval: Approval; nowMs: number; zone: string };

/** What it costs and how much of its own day the agent has left; or what is lost; or what is given away. */
export function ApprovalFigures(props: FiguresProps) {
  switch (props.approval.effect) {
    case 'spends':
      return <Costs {...props} />;
    case 'destroys':
      return <Lost lost={props.approval.weight.lost} />;
    case 'grants':
      return (
        <p className="mb-4 rounded-sm bg-bad-bg px-3 py-2.5">
          <b className="text-bad">It gives somebody rights or a way in.</b> Approve it only when you know for
          whom.
        </p>
      );
  }
}

function Costs({ approval: { weight, agent, accountName }, nowMs, zone }: FiguresProps) {
  const { hourUsd, onceUsd, toEndUsd, endsAt } = weight;
  const end = endsAt === null ? null : nearby(Date.parse(endsAt), nowMs, zone);
  const { day } = agent;
  return (
    // Three of them two by two leave no hole on a phone.
    <div className="max-md:[&_dl>div:last-child:nth-child(odd)]:col-span-2">
      <Strip label="What it costs">
        <Figure label="Per hour" says={`on ${accountName}`}>
          {hourUsd === null ? <Unknown>not told</Unknown> : moneyText(hourUsd, { places: 3 })}
        </Figure>
        {onceUsd !== null && (
          <Figure label="Once" says="when it is done">
            {moneyText(onceUsd)}
          </Figure>
        )}
        <Figure
          label="At most"
          tone={toEndUsd === null ? 'warn' : undefined}
          says={end ? `ends ${end}` : 'until somebody stops it'}
        >
          {toEndUsd === null ? (
            <Unknown>no end set</Unknown>
          ) : (
            moneyText(exact(usd(toEndUsd).plus(usd(onceUsd ?? '0'))))
          )}
        </Figure>
        {day ? (
          <Figure label="Its day so far" says={`of ${moneyText(day.limitUsd)}, UTC day`}>
            {moneyText(day.committedUsd)}
          </Figure>
        ) : (
          <Figure label="Its own allowance" says="a person decides on each">
            none
          </Figure>
        )}
      </Strip>
    </div>
  );
}

const Unknown = ({ children }: { children: string }) => (
  <span className="text-lg font-medium tracking-normal">{children}</span>
);

function Lost({ lost }: { lost: readonly string[] }) {
  return (
    <div className="mb-4 rounded-lg border border-line bg-bad-bg px-4 py-3">
      <h3 className="font-semibold text-bad">Lost for good</h3>
      <ul className="mt-1 list-disc pl-5 [overflow-wrap:anywhere]">
        {lost.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}
