/** What a monitoring system reads of a web process: its counts, and how the whole deployment stands. */
import { liveClients } from '@/lib/live/feeds';
import { db } from '@/lib/queries/db';
import { type DeploymentState, deploymentState } from '@/lib/queries/deployment';
import { processMetrics, type Reading, readingsAsText } from '@/lib/watch/metrics';

export async function metricsText(now: Date): Promise<string> {
  const [own, state] = await Promise.all([processMetrics(), deploymentState(db(), now)]);
  const clients: Reading = {
    name: 'gantry_live_clients',
    help: 'Browsers that this process sends live changes to.',
    values: [{ value: liveClients() }],
  };
  return `${own}\n${readingsAsText([clients, ...readingsOf(state)])}`;
}

function readingsOf({ unsettled, accounts, queues, destroys, webhooks }: DeploymentState): Reading[] {
  const ofAccounts = (value: (one: DeploymentState['accounts'][number]) => number | null) =>
    accounts.flatMap((one) => {
      const read = value(one);
      return read === null ? [] : [{ labels: { account: one.id }, value: read }];
    });
  return [
    {
      name: 'gantry_intents_unsettled',
      help: 'Acts at Vast.ai that are under way, or whose answer got lost.',
      values: [
        { labels: { state: 'open' }, value: unsettled.open },
        { labels: { state: 'unknown' }, value: unsettled.unknown },
      ],
    },
    {
      name: 'gantry_intent_oldest_unsettled_seconds',
      help: 'How long the oldest unsettled act has been so; 0 when all are settled.',
      values: [{ value: unsettled.oldestSeconds }],
    },
    {
      name: 'gantry_account_works',
      help: 'Whether Vast.ai takes the key of a linked account.',
      values: ofAccounts((one) => Number(one.works)),
    },
    {
      name: 'gantry_poll_age_seconds',
      help: 'Since the last complete read of an account’s instances.',
      values: ofAccounts((one) => one.pollSeconds),
    },
    {
      name: 'gantry_credit_age_seconds',
      help: 'Since the last reading of an account’s credit, on its own clock.',
      values: ofAccounts((one) => one.creditSeconds),
    },
    {
      name: 'gantry_ledger_days_behind',
      help: 'Ended UTC days of an account whose charges are not fully read.',
      values: ofAccounts((one) => one.daysBehind),
    },
    {
      name: 'gantry_queue_jobs',
      help: 'Turns of the worker’s queues that are not done.',
      values: queues.map(({ queue, state, jobs }) => ({ labels: { queue, state }, value: jobs })),
    },
    {
      name: 'gantry_destroys',
      help: 'Destroys that wait out their ten seconds, and those whose time is over.',
      values: [
        { labels: { state: 'waiting' }, value: destroys.waiting - destroys.overdue },
        { labels: { state: 'overdue' }, value: destroys.overdue },
      ],
    },
    {
      name: 'gantry_webhook_deliveries_late',
      help: 'Deliveries to webhooks that should have been tried a minute ago.',
      values: [{ value: webhooks.late }],
    },
    {
      name: 'gantry_webhooks_paused',
      help: 'Webhooks that were paused because they failed for days or are gone.',
      values: [{ value: webhooks.paused }],
    },
  ];
}
