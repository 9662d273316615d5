import { connect } from '$lib/server/connect.js';

export const fallback = ({ request }) => connect(request);
