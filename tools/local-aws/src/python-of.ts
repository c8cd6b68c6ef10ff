import { findPython } from './moto/python';
import { filesOf, Place } from './places';

/** The Python that the emulator runs in: AWS's own models of its services come with it, in botocore. */
export function pythonOf(place: Place): Promise<string> {
  return findPython({ venv: filesOf(place).venv, onProgress: () => {} });
}
