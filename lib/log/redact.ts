/** What must not stand in a log, whoever hands it over: by the names of fields, and by what secrets look like. */

// Compared without case, `-` and `_`: `api_key`, `x-api-key` and `apiKey` are one name.
const SECRET_NAMES = new Set([
  'key',
  'apikey',
  'xapikey',
  'sshkey',
  'publickey',
  'privatekey',
  'secretkey',
  'keysealed',
  'sid',
  // What a rent puts into the container: people keep their tokens there.
  'onstart',
  'onstartcmd',
  'env',
  'extraenv',
  'args',
]);
const SECRET_ENDINGS = /(password|passwd|passwordhash|secret|token|tokenhash|cookie|cookies|authorization)$/;

const GONE = '[redacted]';
const DEPTH_MAX = 8;

const isSecretName = (name: string): boolean => {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_NAMES.has(plain) || SECRET_ENDINGS.test(plain);
};

/** A copy without secrets; what isn't plain data becomes text. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubbed(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return loggedError(value);
  if (depth >= DEPTH_MAX) return '[deep]';
  if (Array.isArray(value)) return value.map((each) => redacted(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) && inner !== null && inner !== undefined ? GONE : redacted(inner, depth + 1),
    ]),
  );
}

const LOOKS_SECRET: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${GONE}`],
  // user:password@ in an address
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi, `$1:${GONE}@`],
  [/([?&](?:api_key|key|token|code|state|password)=)[^\s&#"']+/gi, `$1${GONE}`],
  [/\b((?:set-)?cookie:\s*)[^\r\n]+/gi, `$1${GONE}`],
  [/\b(ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+)\s+[A-Za-z0-9+/=]{16,}/g, `$1 ${GONE}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, GONE],
  // The links that are keys: becoming the owner, invitations, password resets.
  [/(\/(?:first-run|invite|reset)\/)[^\s/?#"'[]+/gi, `$1${GONE}`],
  // drizzle repeats every value of a statement that failed, PostgreSQL the one it can't read.
  [/((?:invalid input (?:syntax|value) for|malformed)[^:"]*: )"[^"]*"/gi, `$1"${GONE}"`],
  [/(\nparams: )[\s\S]*$/g, `$1${GONE}`],
];

/** Text without what looks like a secret. */
export const scrubbed = (text: string): string =>
  LOOKS_SECRET.reduce((left, [pattern, instead]) => left.replaceAll(pattern, instead), text);

/** An error as a log keeps it: what it is, where it came from, and what PostgreSQL or the network said of it. */
interface LoggedError {
  type: string;
  message: string;
  code?: string;
  digest?: string;
  /** PostgreSQL's names for what was violated; its `detail` repeats values, so that is left out. */
  constraint?: string;
  table?: string;
  stack?: string | undefined;
  cause?: unknown;
}

const CAUSES_MAX = 4;
const FRAMES_MAX = 8;
// A statement can be longer than a screen; its beginning tells which it is.
const MESSAGE_MAX = 300;

const shortened = (text: string): string => {
  const oneLine = text.replaceAll(/\s+/g, ' ').trim();
  return oneLine.length > MESSAGE_MAX ? `${oneLine.slice(0, MESSAGE_MAX)}…` : oneLine;
};

function loggedError(error: Error, depth = 0): LoggedError {
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: shortened(scrubbed(message)),
    ...texts(error, ['code', 'digest', 'constraint', 'table']),
    // The first lines of a stack repeat the message.
    stack: stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, FRAMES_MAX)
      .join('\n'),
    ...(cause === undefined || depth >= CAUSES_MAX
      ? {}
      : { cause: cause instanceof Error ? loggedError(cause, depth + 1) : redacted(cause, DEPTH_MAX - 2) }),
  };
}

function texts<N extends string>(error: object, names: readonly N[]): { [name in N]?: string } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(error, name);
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  ) as { [name in N]?: string };
}
