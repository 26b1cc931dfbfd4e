import { mount } from 'svelte';
import Door from './Door.svelte';

const target = document.getElementById('app');
if (!target) {
  throw new Error('index.html has no element with the id "app"');
}
mount(Door, { target });
