import { Place, startLocalAws } from '@dotkom/local-aws';
import { attachmentFile } from '../attachment-file';

/** Starts a local AWS with what runs on it, its gateway on a port that is free; gives its address. */
export async function startNodes(place: Place): Promise<string> {
  const attached = { attachment: attachmentFile, attachmentOptions: { gatewayPort: '0' } };
  return (await startLocalAws({ ...place, ...attached })).endpoint;
}
