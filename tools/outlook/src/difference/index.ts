export { estateDifference, type EstateDifference } from './estate-difference';
export { mermaidOf } from './mermaid';
