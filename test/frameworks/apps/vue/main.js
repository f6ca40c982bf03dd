import { createApp, createSSRApp } from 'vue';
import { start } from '../shared/start.js';
import App from './App.vue';

let connect;
await start({
  connect: (connected) => (connect = connected),
  render: (root) => createApp(App, { connect }).mount(root),
  hydrate: (root) => createSSRApp(App, { connect }).mount(root),
});
