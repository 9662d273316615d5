import { toRouteHandlers } from 'cyclr-connect/next';
import { connect } from '../../../connect.js';

export const runtime = 'edge';
export const { GET, POST, OPTIONS } = toRouteHandlers(connect);
