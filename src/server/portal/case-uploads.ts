import type { Desk, Seat } from '../../adapters/programme/desk.ts';
import type { Upload as CaseUpload, EvidenceUploads } from '../../adapters/programme/evidence-uploads.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Upload, UploadPort } from './upload-port.ts';

export type CaseUploadsParts = { readonly uploads: EvidenceUploads; readonly desk: Pick<Desk, 'read'> };

/** Uploads as the portal knows them: of a case, by a seat that may add to it now. */
export function caseUploads({ uploads, desk }: CaseUploadsParts): UploadPort {
  const own = async (seat: Seat, id: string, upload: string): Promise<CaseUpload> => {
    await mayAdd(desk, seat, id);
    const found = await uploads.status(upload);
    // Threat: an upload of another case, named under one's own.
    if (found === null || found.case !== id)
      throw new UserError('UPLOAD_UNKNOWN', 'no such upload', upload.slice(0, 100), 'choose the file again');
    return found;
  };
  return {
    begin: async (seat, id, { name, bytes }) => {
      await mayAdd(desk, seat, id);
      const by = seat === 'system' ? 'system' : seat.person;
      return shown(await uploads.begin(id, { name, bytes, sha256: null, by }));
    },
    status: async (seat, id, upload) => shown(await own(seat, id, upload)),
    append: async (seat, id, upload, offset, piece) => {
      await own(seat, id, upload);
      return shown(await uploads.write(upload, offset, piece));
    },
    finish: async (seat, id, upload) => {
      await own(seat, id, upload);
      const { sha256, bytes } = await uploads.finish(upload);
      return { sha256, bytes };
    },
    read: async (seat, id, sha256) => {
      await desk.read(seat, id);
      const bytes = await uploads.read(id, sha256);
      if (bytes === null) throw new UserError('EVIDENCE_UNKNOWN', 'no such file in this case', sha256, 'look at the list of evidence');
      return bytes;
    },
  };
}

const shown = ({ id, name, bytes, received }: CaseUpload): Upload => ({ id, name: name ?? id, bytes, received });

/** Who may not add evidence now may not fill the store either. */
async function mayAdd(desk: Pick<Desk, 'read'>, seat: Seat, id: string): Promise<void> {
  const { allowed, case: of } = await desk.read(seat, id);
  if (!allowed.includes('add-evidence'))
    throw new UserError('STATE_FORBIDS', 'nothing can be added to this case from this seat now', of.state, 'look at the case again');
}
