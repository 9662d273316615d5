import Nango from '@nangohq/frontend';
import { addButton } from './add-button.mjs';

const nango = new Nango({ connectSessionToken: 'a-session-token' });
addButton(() => nango.openConnectUI({ onEvent: () => undefined }));
