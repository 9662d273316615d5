import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import express from 'express';
import helmet from 'helmet';

const { env } = process;

const connect = createConnectHandler({
  cyclr: {
    apiDomain: env.CYCLR_API_DOMAIN,
    serviceDomain: env.CYCLR_SERVICE_DOMAIN,
    clientId: env.CYCLR_CLIENT_ID,
    clientSecret: env.CYCLR_CLIENT_SECRET,
  },
  // Read your own session here, and return undefined where it has none.
  resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
});

const app = express();
app.use(helmet());
app.use(express.json());
app.use('/cyclr-connect', toNodeHandler(connect));
app.use('/assets', express.static('node_modules/cyclr-connect/dist'));
app.use(express.static('public'));
app.listen(Number(env.PORT ?? 3000), () => console.log('http://localhost:' + (env.PORT ?? 3000)));
