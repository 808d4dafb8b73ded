import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';

/** A number that isn't this workspace's says the same as one that never was. */
export default function NotFound() {
  return (
    <Page>
      <PageHead title="Instance" sub="not found" />
      <Panel>
        <Empty
          title="There is no such instance here"
          says="No instance of this workspace has this address. It may belong to another workspace, or to an account that was unlinked."
          action={<LinkButton href="/instances">All instances</LinkButton>}
        />
      </Panel>
    </Page>
  );
}
