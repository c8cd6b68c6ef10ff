export { placesOf, type Place } from './places';
export { wrongValuesFor } from './wrong-values';
export { problemsIn } from './problems';
