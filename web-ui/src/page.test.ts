import { beforeEach, describe, expect, it } from 'vitest';
import { Problem, Unreachable, type Api, type MapPart, type Model, type Scan, type Stage, type Station, type Training } from './api';
import { PageState } from './page.svelte';
import { strings } from './strings';

/** An appliance in memory: one scan after another, refusing what it is told to refuse. */
class SmallAppliance implements Api {
  list: Scan[] = [];
  refusal: Error | undefined;
  mapped = 0;
  asked: string[] = [];

  private answer<T>(question: string, value: T): Promise<T> {
    this.asked.push(question);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(value);
  }

  private changed(id: string, state: Scan['state']): Scan {
    this.list = this.list.map((scan) => (scan.id === id ? { ...scan, state } : scan));
    return this.list.find((scan) => scan.id === id)!;
  }

  stage: Stage | null = null;
  stations = () => this.answer('stations', this.stage ? [{ id: 'swir', stage: this.stage } as Station] : []);
  references = () => this.answer('references', []);
  noteLamp = () => this.answer('lamp', { on: true, message: '', warnings: [] });
  takeReference = () => Promise.reject(new Problem(409, 'station swir is scanning: wait until it is done, or cancel it'));
  checkWavelengths = () => Promise.reject(new Problem(409, 'the tile shows no features: clean it'));
  scans = () => this.answer('scans', this.list);
  startScan = () => {
    const begun = scan(`scan-${this.list.length + 1}`, 'scanning');
    this.list = [begun, ...this.list];
    return this.answer('start', begun);
  };
  cancelScan = (id: string) => this.answer('cancel', this.changed(id, 'cancelled'));
  finishScan = (id: string) => this.answer('finish', this.changed(id, 'finishing'));
  legend = () => this.answer('legend', [{ index: 1, name: 'Calcite', group: 'CARBONATE', colour: '#0000FF', fraction: 1 }]);
  map = (id: string) => (this.mapped > 0 ? this.answer(`map ${id}`, lines(0, this.mapped)) : Promise.reject(new Problem(404, `scan ${id} has no products yet: finish it first`)));
  downhole = (id: string) => this.answer(`downhole ${id}`, [{ depthFromM: 0, depthToM: 1, group: 'CARBONATE', fractions: {}, flags: '' }]);
  products = () => this.answer('products', []);
  pixel = () => Promise.reject(new Problem(422, 'the raw file is damaged: restore it'));
  shelf: Model[] = [];
  jobs: Training[] = [];
  models = () => this.answer('models', this.shelf);
  trainings = () => this.answer('trainings', this.jobs);
  private put(model: Model, state: Model['state']): Model {
    this.shelf = this.shelf.map((one) => (one.version === model.version ? { ...one, state } : one));
    return this.shelf.find((one) => one.version === model.version)!;
  }
  activate = (model: Model, resample: boolean) =>
    model.version === 'other-bands' && !resample
      ? Promise.reject(new Problem(409, 'station swir: 48 bands are given (allow it with "resample": true)'))
      : this.answer('activate', this.put(model, 'active'));
  retire = (model: Model) => this.answer('retire', this.put(model, 'retired'));
  cancelTraining = (id: string) => this.answer(`cancel ${id}`, this.jobs[0]!);
}

const model = (version: string): Model => ({
  name: 'clays',
  version,
  task: 'classify',
  state: 'candidate',
  resample: false,
  createdAt: '2026-03-14T09:15:00Z',
});

const training = (state: Training['state'], done: number): Training => ({
  id: 'v2',
  model: 'clays',
  state,
  done,
  doing: 'judging',
  secondsLeft: 30,
  message: '',
});

function scan(id: string, state: Scan['state']): Scan {
  return {
    id,
    station: 'swir',
    hole: 'DD1',
    box: '1',
    fromM: 0,
    toM: 4,
    rows: [[0, 2]],
    state,
    message: '',
    startedAt: '2026-03-14T09:15:00Z',
    linesExpected: 4,
    received: 0,
    lost: 0,
    samples: 2,
    lagMm: 0,
    toldBy: null,
    healing: null,
    summary: null,
  };
}

const stage = (positionMm: number): Stage => ({
  name: 'GRBL 1.1h at /dev/ttyUSB0',
  connected: true,
  message: '',
  state: 'moving',
  positionMm,
  speedMmPerS: 50,
});

const lines = (firstLine: number, count: number): MapPart => ({
  firstLine,
  lines: count,
  samples: 2,
  step: 1,
  classes: new Uint8Array(2 * count).fill(1),
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the page', () => {
  let appliance: SmallAppliance;
  let page: PageState;

  beforeEach(() => {
    appliance = new SmallAppliance();
    page = new PageState(appliance);
  });

  async function connect() {
    page.listener.connected(true);
    await settled();
  }

  it('shows the newest scan with its map and log when it connects', async () => {
    appliance.list = [scan('b', 'finished'), scan('a', 'finished')];
    appliance.mapped = 4;
    await connect();
    expect([page.scan?.id, page.chosen?.raster.at(3, 1), page.chosen?.downhole.length]).toEqual(['b', 1, 1]);
  });

  it('follows a running scan line by line and reads its products at the end', async () => {
    await connect();
    await page.start({ hole: 'DD1', box: '1', fromM: 0, toM: 4 });
    page.listener.map('scan-1', lines(2, 2));
    page.listener.map('another', lines(0, 2));
    expect([page.chosen?.raster.at(0, 0), page.chosen?.raster.at(2, 0)]).toEqual([undefined, 1]);
    appliance.list = [{ ...scan('scan-1', 'finished'), received: 4 }];
    appliance.mapped = 4;
    page.listener.scan({ id: 'scan-1', state: 'finished', received: 4, lost: 0, lagMm: 0, linesExpected: 4 });
    await settled();
    expect([page.running, page.scan?.state, page.chosen?.downhole.length]).toEqual([undefined, 'finished', 1]);
  });

  it('reads the legend with the first lines where there was none at the start', async () => {
    await connect();
    await page.start({ hole: 'DD1', box: '1', fromM: 0, toM: 4 });
    page.chosen!.legend = [];
    page.listener.map('scan-1', lines(0, 1));
    await settled();
    expect(page.chosen?.legend.map((entry) => entry.name)).toEqual(['Calcite']);
  });

  it('shows a scan that somebody else began', async () => {
    appliance.list = [scan('a', 'finished')];
    await connect();
    appliance.list = [scan('b', 'scanning'), scan('a', 'finished')];
    page.listener.scan({ id: 'b', state: 'scanning', received: 1, lost: 0, lagMm: 0, linesExpected: 4 });
    await settled();
    expect([page.scan?.id, page.busy]).toEqual(['b', true]);
  });

  it('shows where the stage is while a scan goes on', async () => {
    appliance.stage = stage(200);
    await connect();
    expect(page.station?.stage?.positionMm).toBe(200);
    page.listener.stage(stage(230.5));
    expect([page.station?.id, page.station?.stage?.positionMm]).toEqual(['swir', 230.5]);
  });

  it('keeps to stations without a stage', async () => {
    await connect();
    page.listener.stage(stage(1));
    expect(page.station).toBeUndefined();
  });

  it('reads everything anew after the connection was lost', async () => {
    appliance.list = [scan('a', 'scanning')];
    appliance.mapped = 1;
    await connect();
    page.listener.connected(false);
    expect(page.connection).toBe('lost');
    appliance.mapped = 3;
    await connect();
    expect([page.connection, page.chosen?.raster.at(2, 0)]).toEqual(['live', 1]);
  });

  it('keeps a refusal in the appliance’s words until the next action', async () => {
    await connect();
    await page.takeReference('dark');
    expect(page.refusal).toMatch(/^station swir is scanning/);
    page.listener.station();
    await settled();
    expect(page.refusal).toMatch(/^station swir is scanning/);
    await page.start({ hole: 'DD1', box: '1', fromM: 0, toM: 4 });
    expect([page.refusal, page.acting]).toEqual(['', false]);
  });

  it('says in plain words that the appliance did not answer', async () => {
    appliance.refusal = new Unreachable('/stations');
    await connect();
    expect(page.refusal).toBe(strings.connection.unreachable);
  });

  it('tells why an unfinished scan has no map, and is not alarmed by it', async () => {
    appliance.list = [scan('a', 'interrupted')];
    await connect();
    expect([page.chosen?.absence, page.refusal]).toEqual(['scan a has no products yet: finish it first', '']);
  });

  it('makes a model active and retires it', async () => {
    appliance.shelf = [model('v1')];
    await connect();
    await page.activate(page.models[0]!, false);
    expect(page.models.map((one) => one.state)).toEqual(['active']);
    await page.retire(page.models[0]!);
    expect(page.models.map((one) => one.state)).toEqual(['retired']);
  });

  it('offers to resample where a model was refused for its bands alone', async () => {
    appliance.shelf = [model('other-bands')];
    await connect();
    await page.activate(page.models[0]!, false);
    expect([page.misfit?.version, page.models[0]?.state]).toEqual(['other-bands', 'candidate']);
    expect(page.refusal).toMatch(/^station swir/);
    await page.activate(page.models[0]!, true);
    expect([page.misfit, page.models[0]?.state, page.refusal]).toEqual([undefined, 'active', '']);
  });

  it('follows a training and reads the model that comes of it', async () => {
    await connect();
    page.listener.training(training('running', 0.4));
    expect(page.training?.done).toBe(0.4);
    appliance.shelf = [model('v2')];
    appliance.jobs = [training('finished', 1)];
    page.listener.training(training('finished', 1));
    await settled();
    expect([page.training?.state, page.models[0]?.version]).toEqual(['finished', 'v2']);
  });

  it('asks for no pixel that was not scanned', async () => {
    appliance.list = [scan('a', 'scanning')];
    appliance.mapped = 1;
    await connect();
    await page.pick(2, 0);
    expect(page.refusal).toBe('');
    await page.pick(0, 0);
    expect(page.refusal).toMatch(/^the raw file is damaged/);
  });
});
