import type { Reference } from '../model/reference.ts';

export const en303645 = (clause: string): Reference => ({ source: 'ETSI EN 303 645 V3.1.3', clause });
export const cra = (clause: string): Reference => ({ source: 'Regulation (EU) 2024/2847, Annex I', clause });
export const owasp = (clause: string): Reference => ({ source: 'OWASP IoT Top 10 (2018)', clause });
export const psti = (clause: string): Reference => ({ source: 'UK PSTI Regulations 2023 (SI 2023/1007)', clause });
export const rfc9116 = (clause: string): Reference => ({ source: 'RFC 9116', clause, url: 'https://www.rfc-editor.org/rfc/rfc9116' });
export const en18031 = (clause: string): Reference => ({ source: 'EN 18031-1:2024', clause });
export const nistir8425 = (clause: string): Reference => ({ source: 'NISTIR 8425', clause });
export const owaspApi = (clause: string): Reference => ({ source: 'OWASP API Security Top 10 (2023)', clause });
export const rfc8520 = (clause: string): Reference => ({ source: 'RFC 8520', clause, url: 'https://www.rfc-editor.org/rfc/rfc8520' });
export const rfc9142 = (clause: string): Reference => ({ source: 'RFC 9142', clause, url: 'https://www.rfc-editor.org/rfc/rfc9142' });
export const rfc9325 = (clause: string): Reference => ({ source: 'RFC 9325', clause, url: 'https://www.rfc-editor.org/rfc/rfc9325' });
export const tr02102 = (part: 1 | 2 | 4, clause: string): Reference => ({ source: `BSI TR-02102-${part}`, clause });
export const sp80052 = (clause: string): Reference => ({ source: 'NIST SP 800-52 Rev. 2', clause });
