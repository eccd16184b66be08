import { mkdir } from 'node:fs/promises';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { folderStore } from '../evidence-store/folder-store.ts';
import { s3Store } from '../evidence-store/s3-store.ts';
import type { Config } from './config.ts';
import { dataFolders } from './data-folders.ts';

/** The evidence store that is configured. */
export async function configuredStore(config: Config): Promise<EvidenceStore> {
  const { evidence, spool } = dataFolders(config);
  const { store, endpoint, bucket, region, accessKeyId, secretAccessKey } = config.evidence;
  if (store === 'folder') return folderStore(evidence);
  await mkdir(spool, { recursive: true });
  return s3Store({
    endpoint: `${(endpoint ?? '').replace(/\/+$/, '')}/${bucket}`,
    region,
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    spoolFolder: spool,
  });
}
