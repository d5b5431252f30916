export { applyPlan } from './apply.js';
export { examine } from './doctor.js';
export { planInit } from './init.js';
export type { SetupPlan } from './plan.js';
export { renderDoctor, renderPlan } from './render.js';
export { planUninstall } from './uninstall.js';
