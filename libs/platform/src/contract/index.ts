export * from './conventions';
export { PlatformFacts } from './platform-facts';
export { PlatformReference } from './platform-reference';
