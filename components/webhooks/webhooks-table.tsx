import Link from 'next/link';
import { Ago } from '@/components/ui/ago';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { Status } from '@/components/ui/status';
import { TableHeads } from '@/components/ui/table-heads';
import type { Webhook } from '@/lib/queries/webhooks';
import { stateOf, wantsWords } from './words';

const HEADS = [
  { head: 'Webhook', width: 'w-[20%]' },
  { head: 'Address', width: 'w-[30%]' },
  { head: 'State', width: 'w-[14%]' },
  { head: 'Events', width: 'w-[14%]' },
  { head: 'Waiting', width: 'w-[7%]', isFigure: true },
  { head: 'Given up', width: 'w-[7%]', isFigure: true },
  { head: 'Last arrived', width: 'w-[8%]' },
];

export const hrefOf = ({ id }: Pick<Webhook, 'id'>): string => `/settings/webhooks/${id}`;

export function WebhooksTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  return (
    <table className="data max-md:hidden">
      <TableHeads caption="Webhooks" heads={HEADS} />
      <tbody>
        {webhooks.map((webhook) => {
          const { tone, word } = stateOf(webhook);
          return (
            <tr key={webhook.id}>
              <th scope="row">
                <Link href={hrefOf(webhook)} className="font-semibold hover:underline">
                  {webhook.name}
                </Link>
              </th>
              <td title={webhook.url} className="font-mono text-sm text-ink-2">
                {webhook.url}
              </td>
              <td>
                <Status tone={tone}>{word}</Status>
              </td>
              <td title={webhook.events?.join(', ')} className="text-ink-2">
                {wantsWords(webhook)}
              </td>
              <td className="num">{webhook.waiting}</td>
              <td className={webhook.dead > 0 ? 'num text-bad' : 'num'}>{webhook.dead}</td>
              <td className="text-ink-2">
                {webhook.lastArrivedMs === null ? 'never' : <Ago plain atMs={webhook.lastArrivedMs} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** In two lines each, for a phone. */
export function WebhooksList({ webhooks }: { webhooks: readonly Webhook[] }) {
  return (
    <div className="md:hidden">
      <PhoneRows label="Webhooks">
        {webhooks.map((webhook) => {
          const { tone, word } = stateOf(webhook);
          return (
            <PhoneRow
              key={webhook.id}
              href={hrefOf(webhook)}
              title={<b>{webhook.name}</b>}
              figure={<Status tone={tone}>{word}</Status>}
              says={<span className="truncate">{new URL(webhook.url).host}</span>}
              aside={webhook.dead > 0 ? `${webhook.dead} given up` : wantsWords(webhook)}
            />
          );
        })}
      </PhoneRows>
    </div>
  );
}
