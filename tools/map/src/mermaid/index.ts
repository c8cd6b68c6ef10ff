export { applicationMermaid } from './application';
export { estateMermaid } from './estate';
