import { paragon } from '@useparagon/connect';
import { addButton } from './add-button.mjs';

addButton(() => paragon.connect('slack', {}));
