// A page whose settings open in the dialog of Material UI, with a card in it.
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'cyclr-connect';

const Page = () => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Settings</Button>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby="settings">
        <DialogTitle id="settings">Settings</DialogTitle>
        <DialogContent>
          <Button>First</Button>
          <cyclr-connect look="button" connector-id="1003" endpoint="/cyclr-connect" />
          <Button onClick={() => setOpen(false)}>Done</Button>
        </DialogContent>
      </Dialog>
    </>
  );
};
createRoot(document.querySelector('#root')).render(<Page />);
