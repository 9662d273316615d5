/** In the sheet: an address for a colleague who has the rights at the third party. `readId` says which connector it is about. */
export const startInvitation = (readId) => {
  const form = document.querySelector('#invitation');
  const address = document.querySelector('#invitation-address');
  const said = document.querySelector('#invitation-said');

  const clear = () => {
    address.hidden = true;
    address.value = said.textContent = '';
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clear();
    try {
      const answer = await fetch('/links', { method: 'POST', body: new URLSearchParams({ connector: readId() }) });
      const { url, message } = await answer.json();
      if (!answer.ok) throw new Error(message);
      address.value = url;
      address.hidden = false;
      address.select();
      said.textContent = 'The link works once, for three days.';
      await navigator.clipboard?.writeText(url);
      said.textContent = 'Copied. The link works once, for three days.';
    } catch (error) {
      // The page may not write to the clipboard: the address can be copied by hand.
      if (address.hidden) said.textContent = error.message;
    }
  });
  return { clear };
};
