import { readFile } from 'node:fs/promises';
import { Miniflare, Response } from 'miniflare';

const { env } = process;

/** In place of the static assets that `wrangler deploy` uploads. */
const serveAsset = async (request) => {
  const { pathname } = new URL(request.url);
  const script = pathname.startsWith('/assets/');
  const file = script ? `node_modules/cyclr-connect/dist/${pathname.slice(8)}` : 'public/index.html';
  const type = script ? 'text/javascript' : 'text/html; charset=utf-8';
  return new Response(await readFile(file), { headers: { 'content-type': type } });
};

const worker = new Miniflare({
  modules: true,
  scriptPath: 'dist/worker.js',
  port: Number(env.PORT ?? 3000),
  compatibilityDate: '2025-09-01',
  bindings: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('CYCLR_'))),
  serviceBindings: { ASSETS: serveAsset },
});
console.log(String(await worker.ready));
