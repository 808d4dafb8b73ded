import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountCard } from '@/components/accounts/account-card';
import { BooksWords } from '@/components/accounts/books-words';
import { LinkForm } from '@/components/accounts/link-form';
import { LinkSheet } from '@/components/accounts/link-sheet';
import { RefreshOn } from '@/components/frame/refresh-on';
import { Empty } from '@/components/ui/empty';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { currentSession, requireScope } from '@/lib/auth/scope';
import { memberships } from '@/lib/auth/workspaces';
import { may } from '@/lib/policy/roles';
import { accountNow } from '@/lib/queries/account-clock';
import { type LinkedAccount, linkedAccounts } from '@/lib/queries/accounts';
import { syncState } from '@/lib/queries/costs-sync';
import { db } from '@/lib/queries/db';

export const metadata: Metadata = { title: 'Accounts' };

export default async function AccountsPage() {
  const scope = await requireScope('accounts.read');
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  const [accounts, books, now, mine] = await Promise.all([
    linkedAccounts(db(), scope),
    syncState(db(), scope),
    accountNow(db(), scope, new Date()),
    memberships(db(), scope.personId),
  ]);
  const { workspace } = session;
  const isDemo = workspace.kind === 'demo';
  const mayManage = may(scope.role, 'accounts.manage');
  const home = mine.find(({ kind, role }) => kind === 'real' && may(role, 'accounts.manage'));
  const first = !isDemo && accounts.length === 0;
  return (
    <Page>
      <RefreshOn topics={['accounts', 'costs', 'meter']} everyMs={10_000} />
      <PageHead
        title="Accounts"
        sub={isDemo ? 'simulated' : accounts.length === 1 ? '1 linked' : `${accounts.length} linked`}
        actions={mayManage && !isDemo && !first && <LinkSheet />}
      />
      <div className="grid gap-4.5">
        {isDemo && home && (
          <LinkPanel title="Link your own account" sub={`into ${home.name}, where nothing is simulated`}>
            <LinkForm goesTo={home.name} />
          </LinkPanel>
        )}
        {first && mayManage && (
          <LinkPanel title="Link your first account" sub="then everything else follows">
            <LinkForm />
          </LinkPanel>
        )}
        {first && !mayManage && (
          <Panel>
            <Empty
              title="No account is linked yet"
              says="An owner of this workspace links Vast.ai accounts; your role may look at what they hold."
            />
          </Panel>
        )}
        {accounts.toSorted(troubledFirst).map((account) => (
          <AccountCard
            key={account.id}
            account={account}
            books={<BooksWords books={books.find((each) => each.id === account.id)} />}
            zone={workspace.timeZone}
            nowMs={now.getTime()}
            mayManage={mayManage}
          />
        ))}
      </div>
    </Page>
  );
}

const troubledFirst = (a: LinkedAccount, b: LinkedAccount) =>
  Number(a.state === 'ok') - Number(b.state === 'ok');

function LinkPanel({ title, sub, children }: { title: string; sub: string; children: React.ReactNode }) {
  return (
    <Panel>
      <PanelHead title={title} sub={sub} />
      <div className="grid gap-x-10 gap-y-5 px-4 pt-1 pb-4 md:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
        {children}
        <ul className="grid max-w-[52ch] content-start gap-2.5 text-ink-2 [&_b]:text-ink">
          <li>
            <b>It reads</b> instances every few seconds, credit, and the charges of the last 90 days; after
            that, each day as Vast.ai settles it.
          </li>
          <li>
            <b>It changes nothing</b> until somebody here rents, stops or destroys, and writes down who did.
          </li>
          <li>
            <b>The key</b> is sealed on this server. No browser, log or export gets it back; remove the
            account and it is deleted.
          </li>
        </ul>
      </div>
    </Panel>
  );
}
