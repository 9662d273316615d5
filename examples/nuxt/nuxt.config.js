export default defineNuxtConfig({
  compatibilityDate: '2025-09-01',
  telemetry: false,
  app: { head: { title: 'Integrations', link: [{ rel: 'icon', href: 'data:,' }] } },
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('cyclr-connect') } },
});
