export { Inputs } from './checked-input';
export { checkedScope, placed } from './placed';
export { type InputType, type InputTypes, type ObjectType, type PropertyType } from './input-type';
export { inWords } from './words';
