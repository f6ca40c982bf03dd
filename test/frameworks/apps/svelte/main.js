import { hydrate, mount } from 'svelte';
import { start } from '../shared/start.js';
import App from './App.svelte';

let connect;
await start({
  connect: (connected) => (connect = connected),
  render: (target) => mount(App, { target, props: { connect } }),
  hydrate: (target) => hydrate(App, { target, props: { connect } }),
});
