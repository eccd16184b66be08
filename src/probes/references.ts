import type { Reference } from '../model/reference.ts';

export const en303645 = (clause: string): Reference => ({ source: 'ETSI EN 303 645 V3.1.3', clause });
export const cra = (clause: string): Reference => ({ source: 'Regulation (EU) 2024/2847, Annex I', clause });
export const owasp = (clause: string): Reference => ({ source: 'OWASP IoT Top 10 (2018)', clause });
export const psti = (clause: string): Reference => ({ source: 'UK PSTI Regulations 2023 (SI 2023/1007)', clause });
export const rfc9116 = (clause: string): Reference => ({ source: 'RFC 9116', clause, url: 'https://www.rfc-editor.org/rfc/rfc9116' });
