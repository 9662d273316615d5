import 'cyclr-connect';
import { createApp } from 'vue';
import App from './App.vue';

const app = createApp(App);
app.mount('#app');

// Run again where it or the package changes: nothing of it reloads the page.
import.meta.hot?.accept();
import.meta.hot?.dispose(() => app.unmount());
