/**
 * A port whose `method` keeps its answer back until `release()`, or until the call is aborted: what happens meanwhile does not
 * depend on how fast the machine is. The backend behind it has answered by then.
 */
export function hold<P extends object, M extends keyof P>(port: P, method: M): { port: P; release: () => void } {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const original = port[method] as unknown as (...args: unknown[]) => Promise<unknown>;
  const late = async (...args: unknown[]): Promise<unknown> => {
    const signal = args.at(-1) as AbortSignal;
    const answer = original.apply(port, args);
    await Promise.race([
      held,
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    ]);
    return answer;
  };
  return { port: { ...port, [method]: late }, release };
}
