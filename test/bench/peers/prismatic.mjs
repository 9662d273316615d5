import prismatic from '@prismatic-io/embedded';
import { addButton } from './add-button.mjs';

prismatic.init({});
addButton(() => prismatic.configureInstance({ integrationName: 'Slack' }));
