import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';

export function NoAccounts({ mayLink }: { mayLink: boolean }) {
  return (
    <Page>
      <PageHead title="Costs" />
      <Panel>
        <Empty
          title="No account, no costs"
          says="Once a Vast.ai account is linked, its charges of the last 90 days are read day by day and stand here by team, project, label, GPU model, item and account."
          action={
            mayLink && (
              <LinkButton href="/accounts" tone="main">
                Link an account
              </LinkButton>
            )
          }
          sketch={<SkeletonRows rows={7} />}
        />
      </Panel>
    </Page>
  );
}
