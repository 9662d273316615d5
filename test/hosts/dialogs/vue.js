// A page whose settings open in Headless UI's dialog for Vue, with a card in it.
import { Dialog, DialogPanel, DialogTitle } from '@headlessui/vue';
import { createApp, h, ref } from 'vue';
import 'cyclr-connect';

const open = ref(false);
const show = (shown) => () => {
  open.value = shown;
};
createApp({
  render: () => [
    h('button', { onClick: show(true) }, 'Settings'),
    h(Dialog, { open: open.value, onClose: show(false), style: 'position: fixed; inset: 80px 200px; background: #fff' }, () =>
      h(DialogPanel, () => [
        h(DialogTitle, () => 'Settings'),
        h('button', 'First'),
        h('cyclr-connect', { look: 'button', 'connector-id': '1003', endpoint: '/cyclr-connect' }),
        h('button', { onClick: show(false) }, 'Done'),
      ]),
    ),
  ],
}).mount('#root');
