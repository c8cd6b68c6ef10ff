export { checkedSchedule, comesOnce, firstYear, type Schedule } from './schedule';
export { mostRunsAtOnce, type RepeatedJob } from './runs-at-once';
export { timesAMonth } from './times-a-month';
