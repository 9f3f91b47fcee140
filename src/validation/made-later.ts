/** A list whose items are made when they are first looked at. */
export function madeLater<T>(length: number, make: (index: number) => T): readonly T[] {
  const made = new Array<T>(length);
  const item = (key: string | symbol): boolean => {
    if (typeof key === 'symbol') return false;
    const index = Number(key);
    if (!(index >= 0 && index < length && Number.isInteger(index))) return false;
    made[index] ??= make(index);
    return true;
  };
  return new Proxy(made, {
    get: (list, key) => {
      item(key);
      return Reflect.get(list, key);
    },
    has: (list, key) => item(key) || Reflect.has(list, key),
    ownKeys: (list) => {
      for (let i = 0; i < length; i++) item(String(i));
      return Reflect.ownKeys(list);
    },
  });
}
