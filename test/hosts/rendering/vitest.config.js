export default { test: { globals: true, include: ['element.test.js'] } };
