import type { Sandbox } from '../sandbox/index.ts';

/**
 * For browsers that do not resolve `*.localhost` (Safari, and apps on Node): the page at the plain address. It leads to
 * the demo where the names resolve, and says what to do where they do not.
 */
export const addressPage = ({ origin, sandbox }: { origin: string; sandbox: Sandbox }): string => {
  const { service, provider, control } = sandbox.origins;
  const names = [origin, service, provider, control].map((address) => new URL(address).hostname).join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demo of cyclr-connect</title>
<link rel="icon" href="data:,">
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem } pre { overflow: auto }</style>
<p><a href="${origin}">Open the demo: ${origin}</a></p>
<div id="help" hidden>
<p>This browser cannot open ${new URL(origin).hostname}. Use Chrome, Edge or Firefox, or add this line to the hosts file of this machine
(<code>/etc/hosts</code>, on Windows <code>C:\\Windows\\System32\\drivers\\etc\\hosts</code>) and reload this page:</p>
<pre>127.0.0.1 ${names}</pre>
</div>
<script>
fetch('${origin}/page/mark.svg', { mode: 'no-cors' }).then(
  () => location.replace('${origin}'),
  () => { document.querySelector('#help').hidden = false; },
);
</script>
</html>
`;
};
