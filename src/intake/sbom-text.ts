import { latin1 } from '../foundation/byte-reader.ts';

/** Whether a text begins as an SBOM does: CycloneDX as JSON or XML, SPDX as JSON or tag-value. */
export function isSbomText(bytes: Uint8Array): boolean {
  return /"bomFormat"\s*:\s*"CycloneDX"|"spdxVersion"|cyclonedx\.org\/schema\/bom|spdx\.org\/rdf|^SPDXVersion:/m.test(
    latin1(bytes.subarray(0, 4096)),
  );
}
