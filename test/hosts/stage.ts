import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { browserArguments, executablePath } from '../e2e/support.ts';

/** A local Cyclr and a browser, for one example at a time. */
export interface Stage {
  readonly demo: Demo;
  readonly context: BrowserContext;
  /** What every example reads from its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What Cyclr has of a connector: its credential, in clear. */
  readonly stored: (connectorId: string) => Promise<string | null>;
}

let launching: Promise<Browser> | undefined;
const launchOnce = (): Promise<Browser> =>
  (launching ??= chromium.launch({
    executablePath,
    args: browserArguments(),
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  }));

export const closeBrowser = async (): Promise<void> => (await launching)?.close();

const readStored = async (demo: Demo, connectorId: string): Promise<string | null> => {
  const { api } = demo.sandbox.origins;
  const { clientId, clientSecret } = demo.sandbox.partner;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const minted = (await (await fetch(`${api}/oauth/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  const headers = { authorization: `Bearer ${minted.access_token}`, 'x-cyclr-account': 'acct-ada' };
  const connector = (await (await fetch(`${api}/v1.0/account/connectors/${connectorId}`, { headers })).json()) as {
    AuthValue: string | null;
  };
  return connector.AuthValue;
};

/** `launch`: another browser than the one that all tests share. */
export const onStage = async (play: (stage: Stage) => Promise<void>, launch: () => Promise<Browser> = launchOnce): Promise<void> => {
  const demo = await startDemo({ port: 0 });
  const context = await (await launch()).newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  const { origins, partner, accounts } = demo.sandbox;
  try {
    await play({
      demo,
      context,
      env: {
        CYCLR_API_DOMAIN: origins.api,
        CYCLR_SERVICE_DOMAIN: origins.service,
        CYCLR_CLIENT_ID: partner.clientId,
        CYCLR_CLIENT_SECRET: partner.clientSecret,
        CYCLR_ACCOUNT_ID: accounts.ada,
      },
      stored: (connectorId) => readStored(demo, connectorId),
    });
  } finally {
    await context.close();
    await demo.close();
  }
};
