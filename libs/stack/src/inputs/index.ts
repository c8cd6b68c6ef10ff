export { Inputs } from './checked-input';
export { placed } from './placed';
export { type InputType, type InputTypes, type ObjectType, type PropertyType } from './input-type';
export { inWords } from './words';
