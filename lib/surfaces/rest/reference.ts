/**
 * The page to read the OpenAPI document: Scalar, from our own origin, under the same policy as every page. Nothing is
 * loaded from elsewhere, and nothing is told elsewhere.
 */

/** What Scalar would ask or tell its makers, switched off; colours are those of app/globals.css. */
const SETTINGS = {
  url: '/api/openapi.json',
  theme: 'none',
  layout: 'modern',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  hideDarkModeToggle: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  authentication: { preferredSecurityScheme: 'token' },
  metaData: { title: 'Gantry for programs' },
  customCss: `
:root { --scalar-font: system-ui, sans-serif; --scalar-font-code: ui-monospace, monospace; --scalar-radius: 6px; }
.light-mode { --scalar-background-1: #ffffff; --scalar-background-2: #faf9f6; --scalar-background-3: #f3f1ec; --scalar-color-1: #1b1a17; --scalar-color-2: #4b4841; --scalar-color-3: #6d695f; --scalar-color-accent: #1f62c9; --scalar-border-color: #e6e3dc; }
.dark-mode { --scalar-background-1: #1a1a17; --scalar-background-2: #121210; --scalar-background-3: #23221f; --scalar-color-1: #efede6; --scalar-color-2: #c4c0b5; --scalar-color-3: #9b978b; --scalar-color-accent: #7fb0ff; --scalar-border-color: #2b2a26; }`,
} as const;

/** As the pages remember it; without a choice, as the machine has it. */
const themeIn = (request: Request): 'light' | 'dark' | undefined => {
  const chosen = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined;
};

export function referencePage(request: Request): Response {
  // The gate puts it into the request's policy (proxy.ts), and into the answer's.
  const nonce = /'nonce-([0-9a-f]+)'/.exec(request.headers.get('content-security-policy') ?? '')?.[1] ?? '';
  const theme = themeIn(request);
  const mode = theme
    ? JSON.stringify(theme)
    : "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'";
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>Gantry for programs</title>
<link rel="icon" href="/icon.svg">
</head>
<body>
<main id="reference"></main>
<noscript>This page needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
<script nonce="${nonce}" src="/scalar.js"></script>
<script nonce="${nonce}">
const settings = ${JSON.stringify(SETTINGS).replaceAll('<', '\\u003c')};
Scalar.createApiReference('#reference', { ...settings, forceDarkModeState: ${mode} });
</script>
</body>
</html>
`;
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
