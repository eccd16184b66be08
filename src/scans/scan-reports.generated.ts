// Written by `npm run generate`; do not edit. The folder is the registration.
import type { ScanReport } from '../model/scan-report.ts';

export const scanReports: readonly ScanReport[] = [];
