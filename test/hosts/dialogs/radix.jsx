// A page whose settings open in Radix UI's dialog, with a card in it.
import * as Dialog from '@radix-ui/react-dialog';
import { createRoot } from 'react-dom/client';
import 'cyclr-connect';

createRoot(document.querySelector('#root')).render(
  <Dialog.Root>
    <Dialog.Trigger>Settings</Dialog.Trigger>
    <Dialog.Portal>
      <Dialog.Overlay style={{ position: 'fixed', inset: 0, background: '#0008' }} />
      <Dialog.Content aria-describedby={undefined} style={{ position: 'fixed', inset: '80px 200px', background: '#fff' }}>
        <Dialog.Title>Settings</Dialog.Title>
        <button>First</button>
        <cyclr-connect look="button" connector-id="1003" endpoint="/cyclr-connect" />
        <Dialog.Close>Done</Dialog.Close>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>,
);
