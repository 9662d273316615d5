import { html, raw } from 'hono/html';

type Html = ReturnType<typeof html>;

export interface PageShell {
  readonly title: string;
  readonly accent: string;
  readonly body: Html;
}

const styles = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--text:#16191f;--soft:#5a6372;--line:#d6dae1;--field:#fff;--danger:#a4161a;--danger-bg:#fdecec}
@media(prefers-color-scheme:dark){:root{--bg:#0f1217;--card:#191e26;--text:#eef1f5;--soft:#a3adbb;--line:#343c49;--field:#11151b;--danger:#ffb4ae;--danger-bg:#3a1719}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-rows:1fr auto;justify-items:center;align-items:center;padding:24px 16px;background:radial-gradient(60rem 30rem at 50% -12rem,color-mix(in srgb,var(--accent) 26%,transparent),transparent),var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:400px;background:var(--card);border:1px solid var(--line);border-radius:16px;padding:32px;box-shadow:0 1px 2px #0000000d,0 12px 32px #00000012}
.mark{display:block;width:48px;height:48px;margin-bottom:20px}
h1{margin:0 0 6px;font-size:22px;line-height:1.25;letter-spacing:-.01em}
p{margin:0 0 16px}.soft{color:var(--soft)}small{font-size:14px}
label{display:block;margin-top:14px;font-weight:600;font-size:14px}
input{display:block;width:100%;margin-top:6px;padding:10px 12px;border:1px solid color-mix(in srgb,var(--text) 45%,var(--card));border-radius:9px;background:var(--field);color:inherit;font:inherit}
button{font:inherit;font-weight:600;padding:10px 16px;border-radius:9px;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer;min-height:44px}
button.main{background:var(--accent);border-color:transparent;color:#fff}button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid color-mix(in srgb,var(--accent) 55%,var(--text));outline-offset:2px}
.row{display:flex;flex-direction:row-reverse;gap:10px;margin-top:24px}.row button{flex:1}
ul{list-style:none;margin:18px 0;padding:0;border:1px solid var(--line);border-radius:11px}
li{display:flex;gap:10px;padding:11px 14px}li+li{border-top:1px solid var(--line)}li::before{content:"✓";font-weight:700;color:color-mix(in srgb,var(--accent) 60%,var(--text))}
.error{margin:16px 0 0;padding:10px 12px;border-radius:9px;background:var(--danger-bg);color:var(--danger);font-size:14px}
dl{margin:16px 0;padding:12px 14px;border-radius:11px;background:color-mix(in srgb,var(--text) 5%,transparent);font-size:14px}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;font-weight:600}dd+dt{margin-top:8px}
footer{padding-top:24px;color:var(--soft);font-size:13px;text-align:center}
@media(max-width:440px){main{padding:24px 20px}body{padding-top:16px;align-items:start}}`;

/** A page with one centered card, light or dark, that loads nothing. */
export const renderPage = async ({ title, accent, body }: PageShell): Promise<string> =>
  String(
    await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>:root{--accent:${raw(accent)}}${raw(styles)}</style></head>
<body><main>${body}</main><footer>Sandbox: nothing here leaves this computer.</footer></body></html>`,
  );

/** Nothing loads from elsewhere, and no page may be framed. Form targets stay open: a consent ends in a redirect to Cyclr. */
export const pageHeaders = (scriptNonce?: string): Record<string, string> => ({
  'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'${scriptNonce ? `; script-src 'nonce-${scriptNonce}'; connect-src 'self'` : ''}`,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
});
