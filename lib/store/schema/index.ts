export * from './accounts';
export * from './fleet';
export * from './journal';
export * from './ledger';
export * from './limits';
export * from './market';
export * from './people';
export * from './rollups';
