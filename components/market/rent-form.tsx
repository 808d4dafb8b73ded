'use client';

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useNow } from '@/components/ui/clock';
import { Field } from '@/components/ui/field';
import { recoverFocus } from '@/components/ui/lost-focus';
import { NumberField } from '@/components/ui/number-field';
import type { OfferForRent } from '@/lib/queries/market-offer';
import type { RentChoices } from '@/lib/queries/market-rent';
import type { MarketAccount } from '@/lib/queries/market-state';
import type { RentInput } from '@/lib/surfaces/actions/rent';
import type { Problem } from '@/lib/vast/problem';
import { offerName } from './columns';
import { OfferHead } from './offer-head';
import { DISK_MAX_GB, DISK_MIN_GB, type MarketParams, type SetParams } from './params';
import { baseBehind, receiptOf, typedAmount } from './receipt';
import {
  complaints,
  firstDraft,
  hoursUntilEnd,
  orderOf,
  type RentDraft,
  type RentMemory,
  verdictSearch,
} from './rent-draft';
import { BidField, EndField, ImageField, KeyField } from './rent-fields';
import { CreditLine, RentFoot } from './rent-foot';
import { RentReceipt } from './rent-receipt';
import { PayerField, WhoFields } from './rent-who';
import { useRentOptions } from './use-offer';
import { useVerdict } from './use-verdict';
import { grouped } from './words';

type RentFormProps = {
  offer: OfferForRent;
  params: MarketParams;
  set: SetParams;
  choices: RentChoices;
  /** Those at the offer's address; more than one asks who pays. */
  accounts: MarketAccount[];
  sheet: boolean;
  pending: boolean;
  problem: Problem | undefined;
  refusedDiskGb: number | undefined;
  onRent: (order: Omit<RentInput, 'idempotencyKey'>) => Promise<void>;
  memory: RefObject<RentMemory>;
};

export function RentForm(props: RentFormProps) {
  const { offer, params, set, choices, accounts, memory, problem } = props;
  const { mayRent } = choices;
  const nowMs = useNow(30_000) ?? 0;
  const interruptible = params.type === 'interruptible';
  // What Vast.ai said since the offer was read: the receipt follows it at once, the sampler within half a minute.
  const moved = problem?.code === 'rent.price_moved' ? String(problem.facts?.now) : undefined;
  const lowest = problem?.code === 'rent.bid_too_low' ? String(problem.facts?.lowest) : offer.minBid;
  const [draft, setDraft] = useState(() =>
    firstDraft({
      minBid: offer.minBid,
      accounts,
      teams: choices.teams,
      last: choices.last,
      names: [...memory.current.used, ...choices.names],
      before: memory.current.draft,
    }),
  );
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // After a refusal, or another offer in place of one that has gone.
  useEffect(() => recoverFocus(form.current), []);
  const edit = (change: Partial<RentDraft>) => setDraft((before) => ({ ...before, ...change }));
  useEffect(() => {
    memory.current = { ...memory.current, draft };
  }, [draft, memory]);

  const options = useRentOptions(mayRent ? draft.accountId || undefined : undefined);
  const keys = Array.isArray(options.data?.sshKeys) ? options.data.sshKeys : [];
  const keyId = draft.sshKeyId ?? String(keys[0]?.id);
  const sshKey = keys.find(({ id }) => String(id) === keyId)?.text;
  const wrong = complaints(draft, { interruptible, minBid: lowest, nowMs });
  const shown = tried ? wrong : {};

  const hours = hoursUntilEnd(draft, nowMs);
  const bid = interruptible ? typedAmount(draft.bid) : null;
  const priced =
    moved === undefined || interruptible
      ? offer
      : { ...offer, dphBase: baseBehind(moved, offer, props.refusedDiskGb ?? params.disk) };
  const receipt = receiptOf(priced, params.disk, {
    ...(bid === null ? {} : { bid }),
    hours: hours === null || !(hours > 0) ? null : hours,
  });
  const account = accounts.find(({ id }) => id === draft.accountId);
  const verdict = useVerdict(
    mayRent && account ? verdictSearch(draft, { offerId: offer.id, exactHour: receipt.exactHour }) : null,
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0 || !account) return;
    void props.onRent(
      orderOf(draft, {
        offerId: offer.id,
        diskGb: params.disk,
        interruptible,
        expectedHourUsd: receipt.exactHour,
        ...(sshKey === undefined ? {} : { sshKey }),
      }),
    );
  };

  return (
    <form
      ref={form}
      tabIndex={-1}
      onSubmit={submit}
      aria-label={`Rent ${offerName(offer)}`}
      className="grid gap-3.5"
      noValidate
    >
      <OfferHead offer={offer} title={!props.sheet} />
      {mayRent && accounts.length > 1 && <PayerField draft={draft} edit={edit} accounts={accounts} />}
      {mayRent && (
        <ImageField
          draft={draft}
          edit={edit}
          options={options}
          errors={shown}
          onDisk={(disk) => set({ disk })}
          diskGb={params.disk}
        />
      )}
      <div className="grid grid-cols-2 items-start gap-3">
        <Field
          label="Disk"
          error={
            offer.diskGb !== null && params.disk > offer.diskGb
              ? `This machine has ${grouped(Math.floor(offer.diskGb))} GB left.`
              : undefined
          }
        >
          {(control) => (
            <NumberField
              {...control}
              value={params.disk}
              onChange={(disk) => disk !== null && set({ disk })}
              min={DISK_MIN_GB}
              max={DISK_MAX_GB}
              step={10}
              unit="GB"
            />
          )}
        </Field>
        <EndField draft={draft} edit={edit} error={shown.end} lastDays={offer.days} />
      </div>
      {interruptible && mayRent && <BidField draft={draft} edit={edit} lowest={lowest} error={shown.bid} />}
      {mayRent && (
        <>
          <WhoFields draft={draft} edit={edit} error={shown.label} choices={choices} />
          <KeyField draft={draft} edit={edit} options={options} />
        </>
      )}
      <RentReceipt offer={offer} receipt={receipt} params={params} hours={hours} bid={bid} />
      {mayRent && account && <CreditLine account={account} receipt={receipt} hours={hours} />}
      <RentFoot
        account={account}
        receipt={receipt}
        mayRent={mayRent}
        pending={props.pending}
        problem={problem}
        bid={interruptible}
        verdict={verdict}
        incomplete={tried && Object.keys(wrong).length > 0}
        sheet={props.sheet}
      />
    </form>
  );
}
