import type { ReactNode } from 'react';
import { Money } from '@/components/ui/money';
import type { Member } from '@/lib/queries/members';
import type { whatLeavingEnds } from '@/lib/surfaces/actions/team';

type Read = NonNullable<NonNullable<Awaited<ReturnType<typeof whatLeavingEnds>>>['data']>;
export type Leaving = Extract<Read, { ok: true }>['value'];

/** What somebody holds: first what ends with their membership, then what goes on. */
export function Ends({ ends, member }: { ends: Leaving; member: Member }) {
  const who = member.isMe ? 'You are' : `${member.name} is`;
  const nothing = ends.sessions === 0 && ends.sshKeys.length === 0 && ends.invitations.length === 0;
  return (
    <>
      <Part title="Ends now">
        {nothing && <li>Nothing but the membership itself.</li>}
        {ends.sessions > 0 && (
          <li>
            {who} signed out{ends.sessions === 1 ? '' : ` of ${ends.sessions} browsers`}.
          </li>
        )}
        {ends.sshKeys.map((key) => (
          <li key={`${key.accountId}/${key.keyId}`} className="[overflow-wrap:anywhere]">
            The SSH key <b className="font-[550] text-ink">{keyName(key)}</b> at {key.accountName}, deleted at
            Vast.ai. Instances that run already keep it until it is taken off them there.
          </li>
        ))}
        {ends.invitations.length > 0 && (
          <li className="[overflow-wrap:anywhere]">
            {ends.invitations.length === 1 ? 'The invitation' : 'The invitations'} of{' '}
            {ends.invitations.join(', ')}, which nobody accepted yet.
          </li>
        )}
      </Part>
      {(ends.instances.length > 0 || ends.destroys > 0) && (
        <Part title="Goes on">
          {ends.instances.slice(0, SHOWN).map((each) => (
            <li key={`${each.accountId}/${each.contractId}`} className="flex justify-between gap-3">
              <span className="truncate">{each.label ?? each.contractId}</span>
              {each.hourUsd !== null && <Money amount={each.hourUsd} unit="/h" />}
            </li>
          ))}
          {ends.instances.length > SHOWN && <li>and {ends.instances.length - SHOWN} more instances</li>}
          {ends.destroys > 0 && (
            <li>
              {counted(ends.destroys, 'destroy')} asked for a moment ago, which can still be taken back.
            </li>
          )}
        </Part>
      )}
    </>
  );
}

const SHOWN = 6;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-ink">{title}</h3>
      <ul className="mt-1 grid gap-1">{children}</ul>
    </section>
  );
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** By its comment ("eve@laptop"), its number where Vast.ai doesn't tell now. */
const keyName = ({ text, keyId }: Leaving['sshKeys'][number]): string =>
  text?.trim().split(/\s+/).slice(2).join(' ') || `number ${keyId}`;
