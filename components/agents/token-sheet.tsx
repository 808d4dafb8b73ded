'use client';

import { useState } from 'react';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Fact, Facts } from '@/components/ui/facts';
import { moneyText } from '@/components/ui/money';
import { Sheet } from '@/components/ui/sheet';
import { roles } from '@/lib/policy/roles';
import type { TokenRow } from '@/lib/queries/api-tokens';
import { revokeToken, rotateToken } from '@/lib/surfaces/actions/tokens';
import { Connect, TokenShown } from './token-shown';
import { holderWords, mayWords } from './words';

type TokenSheetProps = { token: TokenRow; origin: string; onClose: () => void };

/** All that a token may, and its three fates: shown anew, replaced, ended. */
export function TokenSheet({ token, origin, onClose }: TokenSheetProps) {
  const [asking, setAsking] = useState<'rotate' | 'revoke'>();
  const [made, setMade] = useState<string>();
  const { run, pending, problem, clear } = useAct();
  const close = () => {
    clear();
    setAsking(undefined);
  };
  const given = { tokenId: token.id };
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={token.name}
      sub={`${token.agentOnly ? 'for an agent' : 'for a program or an agent'}, acts for ${holderWords(token)}`}
      footer={
        <div className="flex flex-wrap gap-2 max-md:*:min-h-11 max-md:*:flex-1">
          <Button onClick={() => setAsking('rotate')}>Rotate</Button>
          <Button tone="danger" onClick={() => setAsking('revoke')}>
            Revoke
          </Button>
        </div>
      }
    >
      {made ? (
        <TokenShown origin={origin} token={made} agentOnly={token.agentOnly} />
      ) : (
        <>
          <TokenFacts token={token} />
          <h3 className="mt-4 mb-1.5 text-sm text-ink-2">Connect with it</h3>
          <Connect origin={origin} token={undefined} agentOnly={token.agentOnly} />
        </>
      )}
      {asking === 'rotate' && (
        <Confirm
          open
          onOpenChange={close}
          title={`Rotate ${token.name}?`}
          action="Rotate"
          pending={pending}
          error={problem?.say}
          onConfirm={() =>
            void run(() => rotateToken(given), {
              after: (rotated) => {
                setMade(rotated.token);
                setAsking(undefined);
              },
            })
          }
        >
          <p>A second secret is made and shown once. The one before it opens the token for a day more.</p>
        </Confirm>
      )}
      {asking === 'revoke' && (
        <Confirm
          open
          onOpenChange={close}
          title={`Revoke ${token.name}?`}
          action="Revoke"
          tone="danger-main"
          pending={pending}
          error={problem?.say}
          onConfirm={() =>
            void run(() => revokeToken(given), {
              say: `${token.name} opens nothing any more`,
              after: onClose,
            })
          }
        >
          <p>From the next call on it opens nothing. What was rented with it runs on and costs.</p>
        </Confirm>
      )}
    </Sheet>
  );
}

function TokenFacts({ token }: { token: TokenRow }) {
  const { holder, dayUsd, rentHourUsd, readsMinute, writesMinute } = token;
  const role = holder.role && roles[holder.role].title;
  return (
    <Facts inset={false}>
      <Fact name="Acts for">
        {holder.kind === 'person' ? holder.name : 'a service'}
        {role && <span className="text-ink-3">, {role.toLowerCase()}</span>}
      </Fact>
      {holder.kind === 'service' && holder.teams.length > 0 && (
        <Fact name="Teams">{holder.teams.join(', ')}</Fact>
      )}
      <Fact name="May">{mayWords(token)}</Fact>
      <Fact name="Accounts">{token.accounts ? token.accounts.join(', ') : 'all'}</Fact>
      <Fact name="A day">
        {dayUsd === null ? 'no allowance' : `${moneyText(token.committedUsd)} of ${moneyText(dayUsd)} today`}
      </Fact>
      <Fact name="One rent">
        {rentHourUsd === null ? 'no ceiling' : `${moneyText(rentHourUsd, { places: 3 })} an hour`}
      </Fact>
      {readsMinute !== null && <Fact name="Reads a minute">{readsMinute}</Fact>}
      {writesMinute !== null && <Fact name="Other calls a minute">{writesMinute}</Fact>}
      <Fact name="Made">
        <Ago atMs={Date.parse(token.createdAt)} />
        {token.createdBy && <span className="text-ink-3"> by {token.createdBy}</span>}
      </Fact>
      <Fact name="Last used">{token.lastUsedAt ? <Ago atMs={Date.parse(token.lastUsedAt)} /> : 'never'}</Fact>
      <Fact name="Expires">{token.expiresAt ? <Ago atMs={Date.parse(token.expiresAt)} /> : 'never'}</Fact>
      {token.rotatingUntil && (
        <Fact name="In rotation">
          the secret before opens it, too, until <Ago atMs={Date.parse(token.rotatingUntil)} />
        </Fact>
      )}
    </Facts>
  );
}
