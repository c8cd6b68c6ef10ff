export { writeMap, type WriteMapOptions } from './file/write-map';
export { mapOf, type MapOptions } from './model/map-of';
export { type MonthlyCosts, monthlyCosts } from './model/monthly-costs';
