export const portalStyle = '';
