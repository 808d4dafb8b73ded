'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { moneyText } from '@/components/ui/money';
import { usd } from '@/lib/money';
import { nameOf } from '../status-look';
import { type DialogProps, FormDialog } from './parts';

/** A bid is for the whole machine and per hour; the highest one runs. */
export function BidDialog({ rows, onClose, onBid }: DialogProps & { onBid: (hourUsd: string) => void }) {
  const [row] = rows;
  // The lowest that wins, rounded up to the three decimals in which bids are shown: never a hair too low.
  const lowest = row?.minBidUsd ? usd(row.minBidUsd).toFixed(3, 0) : null;
  const [text, setText] = useState(lowest ?? '');
  if (!row) return null;
  const valid = /^\d+(\.\d+)?$/.test(text) && usd(text).gte('0.001');
  const loses = valid && lowest !== null && usd(text).lt(lowest);
  return (
    <FormDialog
      title={`Bid for ${nameOf(row)}`}
      action={valid ? `Bid ${moneyText(text, { places: 3 })} an hour` : 'Bid'}
      ready={valid}
      onClose={onClose}
      onSubmit={() => onBid(text)}
    >
      <Field
        label="Your bid, for the whole machine"
        value={lowest && `lowest that wins now: $${lowest}`}
        error={loses && `A bid below $${lowest} doesn’t run: the instance waits until others leave.`}
        hint="You pay your bid while it runs; on-demand renters go before every bid."
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            unit="$/h"
            onChange={(event) => setText(event.target.value.replace(',', '.').trim())}
          />
        )}
      </Field>
    </FormDialog>
  );
}
