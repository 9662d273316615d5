// A page whose settings open in Headless UI's dialog, with a card in it.
import { Dialog, DialogPanel, DialogTitle } from '@headlessui/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'cyclr-connect';

const Page = () => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Settings</button>
      <Dialog open={open} onClose={() => setOpen(false)} style={{ position: 'fixed', inset: '80px 200px', background: '#fff' }}>
        <DialogPanel>
          <DialogTitle>Settings</DialogTitle>
          <button>First</button>
          <cyclr-connect look="button" connector-id="1003" endpoint="/cyclr-connect" />
          <button onClick={() => setOpen(false)}>Done</button>
        </DialogPanel>
      </Dialog>
    </>
  );
};
createRoot(document.querySelector('#root')).render(<Page />);
