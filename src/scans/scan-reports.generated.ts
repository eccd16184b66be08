// Written by `npm run generate`; do not edit. The folder is the registration.
import type { ScanReport } from '../model/scan-report.ts';
import { har } from './har/har.ts';
import { hydra } from './hydra/hydra.ts';
import { iqsScan } from './iqs-scan/iqs-scan.ts';
import { masscan } from './masscan/masscan.ts';
import { nikto } from './nikto/nikto.ts';
import { nmap } from './nmap/nmap.ts';
import { nuclei } from './nuclei/nuclei.ts';
import { openvas } from './openvas/openvas.ts';
import { sshAudit } from './ssh-audit/ssh-audit.ts';
import { sslscan } from './sslscan/sslscan.ts';
import { sslyze } from './sslyze/sslyze.ts';
import { testssl } from './testssl/testssl.ts';
import { zap } from './zap/zap.ts';

export const scanReports: readonly ScanReport[] = [har, hydra, iqsScan, masscan, nikto, nmap, nuclei, openvas, sshAudit, sslscan, sslyze, testssl, zap];
