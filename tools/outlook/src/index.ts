export * from './capacity';
export * from './estate';
