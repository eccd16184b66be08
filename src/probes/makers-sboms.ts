import type { ProbeInput, Subject } from '../model/probe.ts';
import { documents } from './ask-documents.ts';

/** CycloneDX `tools` and SPDX `creators` name who wrote an SBOM. */
const writtenByUs = /"(?:name|creator)"\s*:\s*"(?:Tool:\s*)?iqs\b|^Creator:\s*Tool:\s*iqs\b|"Tool:\s*iqs\b/im;

/** The maker's own SBOMs: what this engine wrote, or the maker took over from its findings, is no inventory of the maker's. */
export const makersSboms = (input: ProbeInput): readonly Subject[] =>
  documents(input, 'sbom').filter(({ text }) => text === null || !writtenByUs.test(text));
