import { connect } from '../../../dist/flow.js';
import { addButton } from './add-button.mjs';

addButton(() => connect({ endpoint: '/cyclr-connect', connectorId: '1' }));
