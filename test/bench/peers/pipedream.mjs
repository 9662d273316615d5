import { createFrontendClient } from '@pipedream/sdk/browser';
import { addButton } from './add-button.mjs';

const client = createFrontendClient({
  externalUserId: 'ada',
  tokenCallback: () => Promise.resolve({ token: 'a-token', expiresAt: new Date(), connectLinkUrl: '/' }),
});
addButton(() => client.connectAccount({ app: 'slack' }));
