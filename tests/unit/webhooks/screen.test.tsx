import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ClockProvider } from '@/components/ui/clock';
import { WebhooksList, WebhooksTable } from '@/components/webhooks/webhooks-table';
import { attemptWords, stateOf, wantsWords } from '@/components/webhooks/words';
import type { Webhook } from '@/lib/queries/webhooks';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const webhook = (over: Partial<Webhook> = {}): Webhook => ({
  ...{ id: 'w', name: 'Ops channel', url: 'https://example.com/hooks', events: null },
  ...{ pausedWhy: null, pausedAtMs: null, failingSinceMs: null, overlapEndsMs: null },
  ...{ waiting: 0, dead: 0, lastArrivedMs: NOW - 60_000 },
  ...over,
});

describe('a webhook in words', () => {
  it('says how it is: what stopped it before what fails, what fails before what works', () => {
    const word = (over: Partial<Webhook>) => Object.values(stateOf(webhook(over))).join(' ');
    expect(word({})).toBe('run on');
    expect(word({ lastArrivedMs: null })).toBe('wait not used yet');
    expect(word({ failingSinceMs: NOW })).toBe('warn failing');
    expect(word({ failingSinceMs: NOW, pausedWhy: 'failing' })).toBe('bad paused');
    expect(word({ pausedWhy: 'person' })).toBe('off paused');
  });

  it('says what it wants to hear of', () => {
    expect(wantsWords({ events: null })).toBe('all events');
    expect(wantsWords({ events: ['instance.outbid'] })).toBe('instance.outbid');
    expect(wantsWords({ events: ['instance.outbid', 'limit.reached'] })).toBe('2 kinds of event');
  });

  it('says what a try came to', () => {
    expect(attemptWords({ status: 503, error: null })).toBe('answered 503');
    expect(attemptWords({ status: null, error: 'nobody listens there' })).toBe('nobody listens there');
  });
});

describe('the list of webhooks', () => {
  const drawn = (rows: Webhook[]) =>
    renderToStaticMarkup(
      <ClockProvider nowMs={NOW}>
        <WebhooksTable webhooks={rows} />
        <WebhooksList webhooks={rows} />
      </ClockProvider>,
    );

  it('leads to each, on a screen and on a phone', () => {
    const html = drawn([webhook(), webhook({ id: 'v', name: 'Billing', dead: 3, lastArrivedMs: null })]);
    expect(html.match(/href="\/settings\/webhooks\/[wv]"/g)).toHaveLength(4);
    expect(html).toContain('3 given up');
    expect(html).toContain('never');
  });
});
