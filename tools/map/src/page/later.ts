import { useEffect, useState } from 'preact/hooks';

/**
 * A value as it was last drawn, and as it is once the screen shows the rest: for what nobody looks at yet, so that a person
 * who types need not wait for it.
 */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const soon = setTimeout(() => setLater(value));
    return () => clearTimeout(soon);
  }, [value]);
  return later;
}
