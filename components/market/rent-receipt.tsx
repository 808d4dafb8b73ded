import { moneyText } from '@/components/ui/money';
import { Receipt, ReceiptLine } from '@/components/ui/receipt';
import { times, usd } from '@/lib/money';
import type { OfferForRent } from '@/lib/queries/market-offer';
import { againstUsual } from './offer-head';
import type { MarketParams } from './params';
import { type PriceReceipt, receiptOf } from './receipt';
import { grouped, plural } from './words';

type RentReceiptProps = {
  offer: OfferForRent;
  receipt: PriceReceipt;
  params: MarketParams;
  /** Until it ends; null without an end. */
  hours: number | null;
  bid: string | null;
};

/** The parts of the price, the sum per hour, and the most it can come to. */
export function RentReceipt({ offer, receipt, params, hours, bid }: RentReceiptProps) {
  const gpus = plural(offer.count, 'GPU');
  return (
    <div>
      <Receipt label="What it costs">
        <ReceiptLine name={bid === null ? `${gpus} at $${receipt.each}` : `Your bid for ${gpus}`}>
          ${receipt.gpus}
        </ReceiptLine>
        <ReceiptLine name={`${grouped(params.disk)} GB disk`}>${receipt.disk}</ReceiptLine>
        <ReceiptLine name="Per hour" kind="sum">
          ${receipt.hour}
        </ReceiptLine>
        {receipt.atMost === null ? (
          <ReceiptLine name={hours === null ? 'A day, with no end set' : 'A day'} kind="after">
            {moneyText(receipt.day)}
          </ReceiptLine>
        ) : (
          <ReceiptLine name="Until it ends, at most" kind="after">
            {moneyText(receipt.atMost)}
          </ReceiptLine>
        )}
        {params.type === 'reserved' && (
          <ReceiptLine
            name={`Once prepaid, −${Math.round((offer.discount ?? 0) * 100)} % at most`}
            kind="after"
          >
            ${prepaid(offer, params.disk)}/h
          </ReceiptLine>
        )}
        <ReceiptLine name="Traffic, per GB" kind="after">
          {traffic(offer)}
        </ReceiptLine>
      </Receipt>
      {params.type === 'reserved' && (
        <p className="mt-2 text-sm text-ink-3">
          It is rented on demand at the price per hour above. The discount begins when you prepay for it at
          Vast.ai.
        </p>
      )}
      {bid !== null && (
        <p className="mt-2 text-sm text-ink-3">
          Whoever bids more stops it until the price falls again; its disk is kept and billed meanwhile.
        </p>
      )}
      {bid === null && params.type !== 'reserved' && (
        <p className="mt-2 text-sm text-ink-3">
          {againstUsual(offer)}
          {offer.history.host > 0 && ` On this host: ${plural(offer.history.host, 'rent')} by us so far.`}
        </p>
      )}
    </div>
  );
}

/** With the largest discount that the host gives for prepaying. */
function prepaid(offer: OfferForRent, diskGb: number): string {
  const share = usd('1').minus(usd((offer.discount ?? 0).toFixed(4)));
  const dphBase = times(usd(offer.dphBase), share.toString()).toFixed();
  return receiptOf({ ...offer, dphBase }, diskGb, { hours: null }).hour;
}

function traffic({ downCost, upCost }: OfferForRent): string {
  const price = (cost: string | null) =>
    cost === null ? 'not said' : usd(cost).isZero() ? 'free' : `$${cost}`;
  return downCost === upCost ? price(downCost) : `${price(downCost)} in, ${price(upCost)} out`;
}
