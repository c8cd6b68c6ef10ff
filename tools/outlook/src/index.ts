export * from './capacity';
export * from './estate';
export * from './cost';
export * from './difference';
