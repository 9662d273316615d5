import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import sirv from 'sirv';

const assets = sirv('node_modules/cyclr-connect/dist');
const page = sirv('public');

createServer((request, response) => {
  // Only a page of this site may ask, and only with your own session, which is to be read here.
  if (request.url === '/token' && request.method === 'POST' && request.headers['sec-fetch-site'] === 'same-origin') {
    execFile('sh', ['mint.sh'], (error, minted) => {
      response.writeHead(error ? 502 : 200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(minted);
    });
  } else if (request.url.startsWith('/assets/')) {
    request.url = request.url.slice('/assets'.length);
    assets(request, response);
  } else page(request, response);
}).listen(Number(process.env.PORT ?? 3000));
