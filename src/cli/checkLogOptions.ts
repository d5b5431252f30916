import { Problem } from '../model/errors.js';
import { BUSINESS_HOURS } from './options.js';

interface LogOptions {
  readonly auditLog?: string | undefined;
  readonly keyId?: string | undefined;
  readonly exposedSince?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly businessHours: string;
}

/** @throws Problem where something is said about a log that is not there */
export function checkLogOptions({ auditLog, keyId, exposedSince, timeZone, businessHours }: LogOptions): void {
  const aboutLog = [
    keyId !== undefined && '--key-id',
    exposedSince !== undefined && '--exposed-since',
    timeZone !== undefined && '--time-zone',
    businessHours !== BUSINESS_HOURS && '--business-hours',
  ].filter((option) => option !== false);
  if (auditLog === undefined && aboutLog.length > 0)
    throw new Problem(
      'usage',
      `${aboutLog.join(', ')}: only the audit log is read by that, and none is given.`,
      'Add --audit-log FILE, the log that the dashboard exports.',
    );
}
