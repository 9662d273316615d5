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
  readonly stored: (connectorId: string) => string | null;
}

let launching: Promise<Browser> | undefined;
const launchOnce = (): Promise<Browser> =>
  (launching ??= chromium.launch({
    executablePath,
    args: browserArguments(),
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  }));

export const closeBrowser = async (): Promise<void> => (await launching)?.close();

/** `launch`: another browser than the one that all tests share. */
export const onStage = async (play: (stage: Stage) => Promise<void>, launch: () => Promise<Browser> = launchOnce): Promise<void> => {
  const demo = await startDemo({ port: 0 });
  const context = await (await launch()).newContext({ reducedMotion: 'reduce' });
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
      stored: (connectorId) => demo.sandbox.stored(accounts.ada).find(({ id }) => id === connectorId)?.authValue ?? null,
    });
  } finally {
    await context.close();
    await demo.close();
  }
};
