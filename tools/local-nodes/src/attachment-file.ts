import { join } from 'node:path';

/** The module to attach to a local AWS: `startLocalAws({ attachment: attachmentFile })`. */
export const attachmentFile = join(__dirname, 'attachment.ts');
