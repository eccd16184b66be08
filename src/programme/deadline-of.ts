import type { CaseContext } from './case-context.ts';
import type { CaseEvent } from './case-event.ts';
import { daysLater, workingDaysLater } from './working-days.ts';

/** The deadline that an act sets, by the settings of its day: later settings do not move it. Null: it sets none. */
export function deadlineOf({ name }: Pick<CaseEvent, 'name'>, { now, settings }: Pick<CaseContext, 'now' | 'settings'>): string | null {
  switch (name) {
    case 'announce-measure':
      return workingDaysLater(now, settings.hearingWorkingDays);
    case 'suspend':
      return daysLater(now, settings.suspensionDays);
    default:
      return null;
  }
}
