/**
 * The same part with every call of its methods made through `call`, which is given the method's name, its arguments, and
 * how it is made. Methods a part gets tomorrow pass through it too.
 */
export function watchedPart<Part extends object>(
  part: Part,
  call: (name: string | symbol, args: readonly unknown[], make: () => unknown) => unknown,
): Part {
  return new Proxy(part, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => call(name, args, () => Reflect.apply(method, target, args));
    },
  });
}
