// What the measured pages share. It runs in the browser.

export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve();
      };
      port2.postMessage(undefined);
    });
  });

/** In a task of its own: a trace counts whole tasks, from the one that marks the start. */
export const inOwnTask = <Value>(work: () => Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      work().then(resolve, reject);
    });
  });

export const loadStyle = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url, onload: () => resolve() });
    // It is also called where only what the sheet imports from another server did not come.
    link.onerror = () => {
      if (link.sheet === null) reject(new Error(`${url} could not be loaded.`));
      else resolve();
    };
    document.head.append(link);
  });

export const loadScript = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: url, onload: () => resolve() });
    script.onerror = () => {
      reject(new Error(`${url} could not be loaded.`));
    };
    document.head.append(script);
  });
