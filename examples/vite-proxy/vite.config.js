import { defineConfig } from 'vite';

const port = Number(process.env.PORT ?? 3000);

export default defineConfig({
  server: {
    port,
    strictPort: true,
    proxy: { '/cyclr-connect': { target: `http://localhost:${port + 1}`, changeOrigin: true } },
  },
});
