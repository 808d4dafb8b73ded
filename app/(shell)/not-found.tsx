import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Page } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';

export default function NotFound() {
  return (
    <Page>
      <Panel>
        <Empty
          title="Nothing is here"
          says="It was removed, belongs to another workspace, or your role doesn’t include it. The switch at the top left changes the workspace."
          action={<LinkButton href="/">Go to the overview</LinkButton>}
        />
      </Panel>
    </Page>
  );
}
