export { capacityChange, type CapacityChange } from './capacity-change';
export { estateDifference, type EstateDifference } from './estate-difference';
export { mermaidOf } from './mermaid';
export { outlookChange, type OutlookChange } from './outlook-change';
