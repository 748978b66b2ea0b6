/** The services, in the order of their ports: the portal has the base port, the others have the ports after it. */
export const serviceNames = ['portal', 'candidates', 'validations', 'vacancies', 'placements', 'matching'] as const;
export type ServiceName = (typeof serviceNames)[number];
