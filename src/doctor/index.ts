export type { Check, CheckId, DoctorReport } from './check.ts';
export { doctor } from './doctor.ts';
export type { DoctorOptions } from './options.ts';
export { runCommand, type Terminal } from './run-command.ts';
