import type { DifferencesOf } from '../differences';

export const templates: DifferencesOf = {};
