import { expect } from 'vitest';
import {
  changeNotificationPreferences,
  createWebhook,
  deleteWebhook,
  listNotificationTypes,
  listWebhooks,
  rotateWebhookSecret,
  showNotificationPreferences,
  testWebhook,
  updateWebhook,
} from '@/lib/vast/operations/notifications';
import { receiver } from '@/tests/support/receiver';
import { round, type Stage } from '../round';

const STRANGER = 1;
const HOOK = {
  name: 'Ops notifications',
  webhook_url: 'https://example.com/vast/webhooks',
  event_types: ['client:low_credit'],
};

const aHook = async (stage: Stage, more: object = {}) =>
  (await stage.call(createWebhook, { ...HOOK, ...more })).webhook;

const hooks = async (stage: Stage) => (await stage.call(listWebhooks, {})).webhooks;

export const notifications = [
  round(listNotificationTypes, {
    input: {},
    expect: (output) => {
      const keys = output.notification_types.map((one) => one.key);
      expect(keys).toContain('client:outbid');
      expect(keys).toContain('host:machine_offline');
    },
  }),
  round(showNotificationPreferences, {
    input: {},
    expect: (output) =>
      expect(output.notification_preferences.client?.low_credit).toEqual({ email: true, webhooks: false }),
  }),
  round(changeNotificationPreferences, {
    input: { notification_preferences: { client: { low_credit: { email: false, webhooks: true } } } },
    refusals: [
      { input: { user_id: 'me', notification_preferences: { client: { nothing: {} } } }, status: 400 },
    ],
    expect: async (output, stage) => {
      expect(output.notification_preferences.client?.low_credit).toEqual({ email: false, webhooks: true });
      const shown = await stage.call(showNotificationPreferences, {});
      expect(shown.notification_preferences).toEqual(output.notification_preferences);
    },
  }),
  round(listWebhooks, {
    input: async (stage) => {
      await aHook(stage);
      return {};
    },
    expect: ({ webhooks }) => expect(webhooks).toMatchObject([HOOK]),
  }),
  round(createWebhook, {
    input: HOOK,
    refusals: [{ input: { ...HOOK, webhook_url: 'http://example.com/' }, status: 400 }],
    expect: async ({ webhook, enabled_notification_preferences: enabled }, stage) => {
      expect(webhook.webhook_secret?.length).toBeGreaterThan(20);
      expect(enabled).toEqual(['client:low_credit']);
      expect(await hooks(stage)).toMatchObject([{ id: webhook.id }]);
    },
  }),
  round(updateWebhook, {
    input: async (stage) => ({
      id: (await aHook(stage)).id,
      name: 'Other',
      event_types: ['client:outbid'],
    }),
    refusals: (_, { id }) => [
      { input: { id, event_types: [] }, status: 400 },
      { input: { id: STRANGER, name: 'x' }, status: 404 },
    ],
    expect: async ({ webhook }, stage) => {
      expect(webhook).toMatchObject({ name: 'Other', webhook_url: HOOK.webhook_url });
      expect(await hooks(stage)).toMatchObject([{ event_types: ['client:outbid'] }]);
    },
  }),
  round(deleteWebhook, {
    input: async (stage) => ({ id: (await aHook(stage)).id }),
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: async (_, stage) => expect(await hooks(stage)).toEqual([]),
  }),
  round(rotateWebhookSecret, {
    input: async (stage) => ({ id: (await aHook(stage)).id }),
    refusals: [{ input: { id: STRANGER }, status: 404 }],
    expect: async ({ webhook }, stage) => {
      const again = await stage.call(rotateWebhookSecret, { id: webhook.id });
      expect(again.webhook.webhook_secret).not.toBe(webhook.webhook_secret);
    },
  }),
  round(testWebhook, {
    input: async (stage) => {
      const { url } = await receiver();
      return { id: (await aHook(stage, { webhook_url: url })).id };
    },
    refusals: (_, { id }) => [
      { input: { id: STRANGER }, status: 404 },
      {
        input: { id },
        status: 400,
        after: async (stage) => {
          const there = await receiver();
          there.answers.push(410);
          await stage.call(updateWebhook, { id, webhook_url: there.url });
        },
      },
    ],
    expect: (output) => expect(output.msg).toBe('Test webhook delivered'),
  }),
];
