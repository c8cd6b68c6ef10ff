export { writeMap, type WriteMapOptions } from './file/write-map';
export { mapOf, type MapOptions, type MonthlyCosts } from './model/map-of';
