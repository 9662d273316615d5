import { toRouteHandlers } from 'cyclr-connect/next';
import { connect } from '../../../connect.js';

export const { GET, POST, OPTIONS } = toRouteHandlers(connect);
