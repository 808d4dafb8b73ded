/**
 * The route behind a path, as the build knows it: `/instances/[account]/[contract]`. Logs and metrics name routes and
 * never paths, because a path may hold a key (a link to become the owner) and there is no end of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Route {
  page: string;
  pattern: RegExp;
}

export type RouteOf = (path: string) => string;

/** Reads the routes that `next build` found; without a build (`npm run dev`) every path is `other`. */
export function routesOf(distDir: string): RouteOf {
  return routeFinder(manifest(distDir));
}

export function routeFinder({ staticRoutes, dynamicRoutes }: Manifest): RouteOf {
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const routes: Route[] = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (path) => {
    if (path.startsWith('/_next/')) return '/_next';
    if (fixed.has(path)) return path;
    return routes.find(({ pattern }) => pattern.test(path))?.page ?? 'other';
  };
}

interface Manifest {
  staticRoutes: { page: string }[];
  dynamicRoutes: { page: string; regex: string }[];
}

function manifest(distDir: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(distDir, 'routes-manifest.json'), 'utf8')) as Manifest;
  } catch {
    return { staticRoutes: [], dynamicRoutes: [] };
  }
}
