import { ApideckVault } from '@apideck/vault-js';
import { addButton } from './add-button.mjs';

addButton(() => ApideckVault.open({ token: 'a-token', serviceId: 'slack' }));
