import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { NewWorkspace } from '@/components/workspaces/new-workspace';
import { requireScope } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { mayMakeWorkspaces } from '@/lib/queries/members';

export const metadata: Metadata = { title: 'New workspace' };

export default async function NewWorkspacePage() {
  const scope = await requireScope();
  if (!(await mayMakeWorkspaces(db(), scope))) notFound();
  return (
    <Page>
      <PageHead title="New workspace" />
      <Panel className="max-w-[860px]">
        <PanelHead title="What it is called" />
        <div className="grid gap-x-10 gap-y-5 px-4 pt-1 pb-4 md:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
          <NewWorkspace />
          <ul className="grid max-w-[52ch] content-start gap-2.5 text-ink-2 [&_b]:text-ink">
            <li>
              <b>Its own accounts and books.</b> Vast.ai accounts are linked to one workspace; no sum reaches
              across two.
            </li>
            <li>
              <b>Its own people.</b> You are its owner; everybody else is invited, also who is here already.
            </li>
            <li>
              <b>One sign-in.</b> Whoever belongs to several switches between them at the top left.
            </li>
          </ul>
        </div>
      </Panel>
    </Page>
  );
}
