/** The environment, checked and read once per process. Nothing else of Gantry reads its settings from it. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Network, networksOf } from './proxies';
import { type SignInConfig, signInConfig, signInEnvironment, signInMistakes } from './sign-in';

export interface Config extends SignInConfig {
  /** Where browsers reach Gantry: an origin, without a trailing slash. */
  url: string;
  /** Browsers come by https: cookies are marked secure, and HSTS is sent. */
  https: boolean;
  /** Where the servers listen. */
  host: string;
  dataDir: string;
  /** Absent until `npm run up` has brought the embedded server up. */
  databaseUrl: string | undefined;
  /** Past a pooler in transaction mode, through which LISTEN doesn't work. */
  databaseDirectUrl: string | undefined;
  secretKey: string | undefined;
  nextAuthSecret: string | undefined;
  logLevel: LogLevel;
  /** Where spans are sent, by OTLP over HTTP; absent: none are made. */
  otlpEndpoint: string | undefined;
  /** Whoever sends it may read /metrics. */
  metricsToken: string | undefined;
  /** Where the worker answers /metrics, on the web server's host; absent: nowhere. */
  workerMetricsPort: number | undefined;
  /** Networks besides the public one that webhooks may be posted to, there also by plain http. */
  webhookNetworks: Network[];
  /** The proxies in front of Gantry, whose word about who asks is taken. */
  trustedProxies: Network[];
  owner: { email: string; password: string; name: string | undefined; reset: boolean } | undefined;
  workspaceName: string;
  /** How many days of charges a newly linked account is filled with. */
  backfillDays: number;
  /** Where letters go out and who they are from; absent when Gantry sends none. */
  mail: { url: string; from: string } | undefined;
  /** An account to link at start. */
  vast: { apiKey: string | undefined; url: string | undefined };
  /** The simulated account of the demo workspace; absent when there is to be no demo. */
  demo: { url: string; apiKey: string } | undefined;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment can't be worked with; the message says which variable and what would be right. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a URL like https://gantry.example.com' });
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a URL like postgresql://user:password@host:5432/gantry',
});
const flag = z
  .enum(['0', '1', 'true', 'false'], { error: 'must be 1 or 0' })
  .transform((v) => v === '1' || v === 'true');

const networkList = z.string().transform((text, context) => {
  const networks = networksOf(text);
  if (!networks) {
    context.addIssue({
      code: 'custom',
      message:
        'must be loopback, private, none, or addresses like 10.0.0.5 and 10.1.0.0/16, divided by commas',
    });
  }
  return networks ?? [];
});

const Environment = z
  .object({
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(3000),
    GANTRY_HOST: z.string().default('127.0.0.1'),
    GANTRY_URL: httpUrl.optional(),
    NEXTAUTH_URL: httpUrl.optional(),
    GANTRY_DATA_DIR: z.string().default('.gantry'),
    DATABASE_URL: postgresUrl.optional(),
    GANTRY_DATABASE_DIRECT_URL: postgresUrl.optional(),
    GANTRY_SECRET_KEY: z
      .string()
      .min(32, 'must have at least 32 random characters, e.g. from "openssl rand -hex 32"')
      .optional(),
    NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 random characters').optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
    GANTRY_METRICS_TOKEN: z
      .string()
      .min(16, 'must have at least 16 random characters, e.g. from "openssl rand -hex 16"')
      .optional(),
    GANTRY_WORKER_METRICS_PORT: z.coerce
      .number({ error: 'must be a port number' })
      .int()
      .min(1)
      .max(65_535)
      .optional(),
    GANTRY_LOG_LEVEL: z
      .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
      .default('info'),
    GANTRY_TRUSTED_PROXIES: networkList.default(networksOf('loopback') ?? []),
    GANTRY_WEBHOOK_NETWORKS: networkList.optional(),
    GANTRY_OWNER_EMAIL: z
      .email({ pattern: z.regexes.html5Email, error: 'must be an e-mail address' })
      .optional(),
    GANTRY_OWNER_PASSWORD: z.string().optional(),
    GANTRY_OWNER_NAME: z.string().optional(),
    GANTRY_OWNER_RESET: flag.default(false),
    GANTRY_WORKSPACE_NAME: z.string().default('Gantry'),
    GANTRY_BACKFILL_DAYS: z.coerce
      .number({ error: 'must be a number of days' })
      .int()
      .min(1)
      .max(1_096)
      .default(90),
    GANTRY_SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must be a URL like smtps://user:password@mail.example.com' })
      .optional(),
    GANTRY_MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address like Gantry <gantry@example.com>')
      .optional(),
    GANTRY_VAST_API_KEY: z.string().optional(),
    GANTRY_VAST_URL: httpUrl.optional(),
    GANTRY_DEMO_URL: httpUrl.optional(),
    GANTRY_DEMO_KEY: z.string().optional(),
    ...signInEnvironment,
  })
  .refine((env) => !env.GANTRY_OWNER_EMAIL === !env.GANTRY_OWNER_PASSWORD, {
    path: ['GANTRY_OWNER_EMAIL'],
    message: 'and GANTRY_OWNER_PASSWORD go together: set both or neither',
  })
  .superRefine((env, context) => {
    for (const { variable, message } of signInMistakes(env)) {
      context.addIssue({ code: 'custom', path: [variable], message });
    }
  })
  .refine((env) => !env.GANTRY_SMTP_URL === !env.GANTRY_MAIL_FROM, {
    path: ['GANTRY_SMTP_URL'],
    message: 'and GANTRY_MAIL_FROM go together: set both or neither',
  });

export function readConfig(env: Record<string, string | undefined>): Config {
  // Compose files and shells pass variables that are set to nothing: they count as unset.
  const read = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' '),
    );
  }
  const e = read.data;
  const url = new URL(e.GANTRY_URL ?? e.NEXTAUTH_URL ?? `http://127.0.0.1:${e.PORT}`).origin;
  return {
    url,
    host: e.GANTRY_HOST,
    https: url.startsWith('https:'),
    dataDir: resolve(e.GANTRY_DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    databaseDirectUrl: e.GANTRY_DATABASE_DIRECT_URL ?? e.DATABASE_URL,
    secretKey: e.GANTRY_SECRET_KEY,
    nextAuthSecret: e.NEXTAUTH_SECRET,
    otlpEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT,
    metricsToken: e.GANTRY_METRICS_TOKEN,
    workerMetricsPort: e.GANTRY_WORKER_METRICS_PORT,
    logLevel: e.GANTRY_LOG_LEVEL,
    // Whoever reaches Gantry on its own machine only develops against it there.
    webhookNetworks: e.GANTRY_WEBHOOK_NETWORKS ?? (isLoopback(url) ? (networksOf('loopback') ?? []) : []),
    trustedProxies: e.GANTRY_TRUSTED_PROXIES,
    ...signInConfig(e),
    owner:
      e.GANTRY_OWNER_EMAIL && e.GANTRY_OWNER_PASSWORD
        ? {
            email: e.GANTRY_OWNER_EMAIL,
            password: e.GANTRY_OWNER_PASSWORD,
            name: e.GANTRY_OWNER_NAME,
            reset: e.GANTRY_OWNER_RESET,
          }
        : undefined,
    workspaceName: e.GANTRY_WORKSPACE_NAME,
    backfillDays: e.GANTRY_BACKFILL_DAYS,
    mail:
      e.GANTRY_SMTP_URL && e.GANTRY_MAIL_FROM
        ? { url: e.GANTRY_SMTP_URL, from: e.GANTRY_MAIL_FROM }
        : undefined,
    vast: { apiKey: e.GANTRY_VAST_API_KEY, url: e.GANTRY_VAST_URL },
    demo:
      e.GANTRY_DEMO_URL && e.GANTRY_DEMO_KEY
        ? { url: e.GANTRY_DEMO_URL, apiKey: e.GANTRY_DEMO_KEY }
        : undefined,
  };
}

const isLoopback = (url: string): boolean => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);

let once: Config | undefined;

export function config(): Config {
  once ??= readConfig(process.env);
  return once;
}
