export {
  adoptionFile,
  distributionsBefore,
  hostRecordTypes,
  type AdoptedHost,
  type Adoption,
  type EnvironmentAdoption,
  type HostRecords,
  type HostRecordType,
  type RecordTarget,
} from './adoption';
export { checkAdoption, type CheckedAdoption } from './check-adoption';
export { readAdoption } from './read-adoption';
