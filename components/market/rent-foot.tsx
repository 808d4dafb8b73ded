import { Check } from 'lucide-react';
import Link from 'next/link';
import { Refusal } from '@/components/frame/refusal';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { moneyText } from '@/components/ui/money';
import { span } from '@/components/ui/time';
import type { MarketAccount } from '@/lib/queries/market-state';
import type { Problem } from '@/lib/vast/problem';
import { hoursOfCredit, type PriceReceipt } from './receipt';
import { RentVerdictLine } from './rent-verdict';
import type { Verdict } from './use-verdict';

type RentFootProps = {
  /** Who pays; undefined when nobody can. */
  account: MarketAccount | undefined;
  receipt: PriceReceipt;
  mayRent: boolean;
  pending: boolean;
  problem: Problem | undefined;
  bid: boolean;
  /** Said right above the button: whoever can't press it sees why, wherever the form is scrolled to. */
  verdict: Verdict | undefined;
  incomplete: boolean;
  /** Stays in view while the form scrolls. */
  sheet: boolean;
};

/** What stood in the way, what spending limits say, and the one button with the price on it. */
export function RentFoot(props: RentFootProps) {
  const { account, receipt, mayRent, pending, problem, verdict, bid, sheet } = props;
  const moved = problem?.code === 'rent.price_moved';
  return (
    <div
      className={cx(
        'sticky z-10 grid gap-3',
        sheet
          ? '-bottom-5 -mx-5 -mb-5 border-t border-line bg-surface px-5 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]'
          : '-bottom-4 -mb-4 bg-paper pt-3 pb-4',
      )}
    >
      {moved ? <PriceMoved problem={problem} /> : <Refusal problem={problem} />}
      {props.incomplete && (
        <p role="alert" className="text-sm text-bad">
          Something above is missing.
        </p>
      )}
      {!mayRent ? (
        <p className="rounded-sm bg-off-bg px-2.5 py-2 text-ink-2">
          Your role may look at the market but not rent. An owner of this workspace may, or can give you that
          right.
        </p>
      ) : !account || account.state === 'revoked' || account.state === 'two_factor' ? (
        <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
          {account
            ? `Vast.ai no longer takes the key of ${account.name}.`
            : 'No account at this market is linked.'}{' '}
          <Link href="/accounts" className="link">
            {account ? 'Repair it under Accounts' : 'Link one'}
          </Link>
        </p>
      ) : (
        <>
          <RentVerdictLine verdict={verdict} />
          <Button
            type="submit"
            tone="main"
            size="large"
            wide
            pending={pending}
            disabled={verdict?.kind === 'refused'}
          >
            {pending
              ? 'Renting'
              : bid
                ? `Bid for $${receipt.hour} an hour`
                : `Rent for $${receipt.hour} an hour`}
          </Button>
        </>
      )}
    </div>
  );
}

/** Old and new side by side; the button below carries the new one. */
function PriceMoved({ problem }: { problem: Problem }) {
  return (
    <div role="alert" className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
      <p>
        The price rose while you looked: it was <s>${problem.facts?.quoted}</s> and is{' '}
        <b>${problem.facts?.now}</b> an hour. Nothing was rented. The receipt shows the new price.
      </p>
    </div>
  );
}

/** How far the paying account's credit goes for this alone. */
export function CreditLine({
  account,
  receipt,
  hours,
}: {
  account: MarketAccount;
  receipt: PriceReceipt;
  hours: number | null;
}) {
  if (account.credit === null) return null;
  const lasts = hoursOfCredit(account.credit, receipt.exactHour);
  const credit = moneyText(account.credit);
  if (lasts === null) return null;
  const enough = hours === null ? lasts >= 24 : lasts >= hours;
  return (
    <p className={cx('flex gap-2', enough ? 'text-run' : 'text-warn')}>
      {enough && <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0" />}
      <span>
        {hours !== null && enough
          ? `${credit} credit on ${account.name} covers it to the end.`
          : `${credit} credit on ${account.name} pays for ${span(lasts * 3_600_000)} of it${
              enough ? '' : '; then Vast.ai stops the instances of this account'
            }.`}
      </span>
    </p>
  );
}
