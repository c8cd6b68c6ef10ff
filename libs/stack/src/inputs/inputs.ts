import { Inputs } from './checked-input';
import types from './types.json';

/** What the constructs of this library may be given. `types.json` follows from their types: docs/decisions/inputs.md. */
export const inputs = new Inputs(types);
