import { createRoot, hydrateRoot } from 'react-dom/client';
import { start } from '../shared/start.js';
import { App } from './App.js';

let connect: (set: unknown) => void;
await start({
  connect: (connected: typeof connect) => (connect = connected),
  render: (root: Element) => createRoot(root).render(<App connect={connect} />),
  hydrate: (root: Element) => hydrateRoot(root, <App connect={connect} isTakenOver />),
});
