export { applyPlan } from './apply.js';
export { examine, type DoctorCheck, type DoctorOptions, type DoctorReport, type DoctorStatus } from './doctor.js';
export { planInit } from './init.js';
export type {
  HookName,
  InitOptions,
  ManagerName,
  SetupNote,
  SetupOptions,
  SetupPlan,
  SetupResult,
  Step,
} from './plan.js';
export { renderDoctor, renderPlan, type RenderOptions } from './render.js';
export { planUninstall } from './uninstall.js';
