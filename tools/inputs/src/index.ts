export { libraries } from './libraries';
export { compilerOptions, constructOf, exportsOf, isCallable, ownParameters, programOf } from './program';
