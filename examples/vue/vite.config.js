import vue from '@vitejs/plugin-vue';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import { defineConfig } from 'vite';

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

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'cyclr-connect' } } }),
    { name: 'connect', configureServer: ({ middlewares }) => void middlewares.use('/cyclr-connect', toNodeHandler(connect)) },
  ],
  server: { port: Number(env.PORT ?? 3000), strictPort: true },
});
