import { type Decide, Lifecycle, type Refusal, refuse as refused, type Staged } from '@lotsen/persistence';

export type AccessExportStatus = 'requested' | 'approved' | 'refused';

/**
 * An administrator's request to export a person for whom no organisation answers any more, and another administrator's
 * decision on it. It has no free-text field, so that nothing about the person is written down: an administrator who
 * decides asks the one who made the request.
 */
export interface AccessExport extends Staged<AccessExportStatus> {
  readonly candidate: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly refusedBy: string | null;
}

export const lifecycle = new Lifecycle(
  {
    code: 'access-export',
    name: { sv: 'Begäran om registerutdrag', en: 'the request for an export' },
    statuses: {
      requested: { sv: 'gjord', en: 'made' },
      approved: { sv: 'godkänd', en: 'approved' },
      refused: { sv: 'avslagen', en: 'refused' },
    },
  },
  {
    request: { none: 'requested' },
    approve: { requested: 'approved' },
    // An approved request can be refused too: that withdraws the approval.
    refuse: { requested: 'refused', approved: 'refused' },
  } as const,
);

export const request =
  (candidate: string, by: string): Decide<AccessExport> =>
  (state, now) =>
    lifecycle.reach<AccessExport>('request', state, now, {
      candidate,
      requestedBy: by,
      approvedBy: null,
      refusedBy: null,
    });

export const approve =
  (by: string): Decide<AccessExport> =>
  (state, now) => {
    if (state && lifecycle.after('approve', state.status) && state.requestedBy === by) return refused(bothSides);
    return lifecycle.reach<AccessExport>('approve', state, now, { approvedBy: by });
  };

/** The administrator who made the request may refuse it too: that withdraws the request. */
export const refuse =
  (by: string): Decide<AccessExport> =>
  (state, now) =>
    lifecycle.reach<AccessExport>('refuse', state, now, { refusedBy: by });

const approvalMs = 24 * 3_600_000;

/** Until when an approval is valid; null if there is none. */
export function heldUntil({ status, reached }: AccessExport): string | null {
  if (status !== 'approved') return null;
  return new Date(Date.parse(reached.approved as string) + approvalMs).toISOString();
}

/** Whether the request permits that administrator to export the person at that instant. */
export function lets(subject: string, now: Date, given: AccessExport): boolean {
  const until = heldUntil(given);
  const { requestedBy, approvedBy } = given;
  return until !== null && now.toISOString() < until && requestedBy === subject && approvedBy !== subject;
}

const bothSides: Refusal = {
  code: 'both-sides',
  status: 409,
  detail: {
    sv: 'Ingen godkänner sin egen begäran om registerutdrag.',
    en: 'Nobody approves an export that they asked for themselves.',
  },
  hint: { sv: 'Låt en annan administratör göra det.', en: 'Let another administrator do it.' },
};
