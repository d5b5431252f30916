export { applyPlan } from './apply.js';
export { examine, type DoctorCheck, type DoctorOptions } from './doctor.js';
export { planInit } from './init.js';
export type { InitOptions, SetupPlan } from './plan.js';
export { renderDoctor, renderPlan } from './render.js';
export { planUninstall } from './uninstall.js';
