import { useMergeLink } from '@mergeapi/react-merge-link';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const Button = () => {
  const { open } = useMergeLink({ linkToken: 'a-token', onSuccess: () => undefined });
  return createElement('button', { onClick: open }, 'Connect');
};
createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(Button));
