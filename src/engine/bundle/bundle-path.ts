/** Threat: a path that leads out of the folder an archive is unpacked in, or into another file. A bundle has these paths and no others. */
const known =
  /^(?:(?:manifest|assessment|scheme\/scheme)\.json|dossier\/product\.yaml|(?:exhibits\/\d{4,6}\.json)|evidence\/\d{4,6}|(?:scheme\/criteria\/[a-z0-9]+(?:-[a-z0-9]+)*\.json)|tables\/(?:end-of-life\.tsv|component-statements\.json))$/;

/** Whether a file may go by this path in a bundle: one of the format's own, of at most 100 ASCII characters. */
export const isBundlePath = (path: string): boolean => path.length <= 100 && known.test(path);
