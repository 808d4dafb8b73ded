import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/button';
import { Submit } from '@/components/ui/submit';
import { findInvitation, type Invited } from '@/lib/auth/invitations';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/passwords';
import { invitationUsed } from '@/lib/auth/problems';
import { currentScope } from '@/lib/auth/scope';
import { signOnWays } from '@/lib/auth/sign-on/settings';
import { config } from '@/lib/config';
import { roles } from '@/lib/policy/roles';
import { store } from '@/lib/store/connection';
import type { Problem } from '@/lib/vast/problem';
import { Head } from '../../head';
import { join, makeRoom, signInAndJoin, signUpAndJoin } from './actions';
import { JoinForm, SignInToJoin, SignUpForm } from './forms';

// The link is a key: no other site may learn it.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [found, scope] = await Promise.all([findInvitation(store().db, token, new Date()), currentScope()]);
  if (!found.ok) return <Closed problem={found.problem} />;
  const invited = found.value;
  const { email, workspaceName } = invited;
  if (scope && scope.email !== email) {
    return (
      <>
        <Head title="This is for somebody else">
          {invited.invitedBy} invites {email} to {workspaceName}. You are signed in as {scope.email}.
        </Head>
        <form action={makeRoom.bind(null, token)}>
          <Submit size="large" wide>
            Sign out and go on
          </Submit>
        </form>
      </>
    );
  }
  return (
    <>
      <Head title={`Join ${workspaceName}`}>
        {invited.invitedBy} invites you. Your role: {inWords(invited)}.
      </Head>
      {scope ? (
        <JoinForm action={join.bind(null, token)} workspace={workspaceName} />
      ) : (
        <ComeIn token={token} invited={invited} />
      )}
    </>
  );
}

/** The ways in that are open: a password they have or choose, and whoever vouches for their e-mail. */
function ComeIn({ token, invited: { email, known } }: { token: string; invited: Invited }) {
  const { passwordSignIn } = config();
  const ways = signOnWays(config());
  const byPassword = passwordSignIn && known !== 'by-sign-on';
  return (
    <>
      {byPassword && known === 'by-password' && (
        <SignInToJoin action={signInAndJoin.bind(null, token)} email={email} />
      )}
      {byPassword && known === null && (
        <SignUpForm
          action={signUpAndJoin.bind(null, token)}
          email={email}
          passwordLengthMin={PASSWORD_LENGTH_MIN}
        />
      )}
      {(ways.length > 0 || !byPassword) && (
        <div className={byPassword ? 'mt-3.5' : undefined}>
          {/* Who signs in there is let in by the invitation to that e-mail, and needs no link for it. */}
          <LinkButton href="/sign-in" tone={byPassword ? 'plain' : 'main'} size="large" wide>
            {ways.length > 0 ? `Continue with ${ways.map(({ name }) => name).join(' or ')}` : 'Sign in'}
          </LinkButton>
        </div>
      )}
    </>
  );
}

const inWords = ({ role, teams }: Invited): string =>
  `${roles[role].title.toLowerCase()}${teams.length > 0 ? ` of ${teams.join(', ')}` : ''}`;

function Closed({ problem }: { problem: Problem }) {
  return (
    <>
      <Head
        title={problem.code === invitationUsed.code ? 'You have joined already' : 'This link doesn’t work'}
      >
        {problem.say}
      </Head>
      <LinkButton href="/sign-in" size="large" wide>
        Sign in
      </LinkButton>
    </>
  );
}
