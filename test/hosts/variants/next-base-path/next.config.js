export default { basePath: '/portal', trailingSlash: true };
