/** What the page knows of its appliance, and what a person can make the appliance do. Components only show it. */

import {
  Problem,
  Unreachable,
  type Api,
  type Model,
  type LampEvent,
  type Reference,
  type ReferenceKind,
  type Scan,
  type ScanOrder,
  type Station,
  type Training,
} from './api';
import { ChosenScan } from './chosen.svelte';
import type { Listener, ScanProgress } from './events';
import { isUnderWay } from './scan';
import { strings } from './strings';

export type Connection = 'opening' | 'live' | 'lost';

export class PageState {
  connection: Connection = $state('opening');
  /** Why the last action was refused; stays until the next action, or until it is dismissed. */
  refusal = $state('');
  station: Station | undefined = $state.raw();
  references: Reference[] = $state.raw([]);
  scans: Scan[] = $state.raw([]);
  models: Model[] = $state.raw([]);
  /** The latest training. */
  training: Training | undefined = $state.raw();
  /** The model that was refused because its bands are not the camera's, and may be used all the same. */
  misfit: Model | undefined = $state.raw();
  chosen: ChosenScan | undefined = $state.raw();
  /** Whether an action waits for its answer. */
  acting = $state(false);
  /** Whether the appliance was read once. */
  ready = $state(false);

  readonly scan = $derived(this.scans.find((one) => one.id === this.chosen?.id));
  readonly running = $derived(this.scans.find(isUnderWay));
  readonly busy = $derived(this.acting || this.running !== undefined);

  constructor(private readonly api: Api) {}

  /** What the appliance tells by itself. */
  readonly listener: Listener = {
    connected: (live) => {
      this.connection = live ? 'live' : 'lost';
      if (live) {
        void this.attempt(() => this.readAll());
      }
    },
    station: () => void this.attempt(() => this.readStation()),
    scan: (progress) => this.follow(progress),
    stage: (stage) => {
      this.station = this.station && { ...this.station, stage };
    },
    training: (training) => {
      this.training = training;
      if (training.state !== 'running') {
        void this.attempt(() => this.readModels());
      }
    },
    map: (scanId, part) => {
      if (scanId === this.chosen?.id) {
        const growing = this.chosen;
        void this.attempt(() => growing.grow(part));
      }
    },
  };

  /** Reads the whole state anew: events may have been missed. */
  private async readAll(): Promise<void> {
    await Promise.all([this.readStation(), this.readScans(), this.readModels()]);
    this.ready = true;
    const shown = this.running ?? this.scan ?? this.scans[0];
    if (shown) {
      await this.show(shown);
    }
  }

  private async readStation(): Promise<void> {
    const [station] = await this.api.stations();
    this.references = station ? await this.api.references(station.id) : [];
    this.station = station;
  }

  private async readScans(): Promise<void> {
    this.scans = await this.api.scans();
  }

  private async readModels(): Promise<void> {
    const [models, trainings] = await Promise.all([this.api.models(), this.api.trainings()]);
    this.models = models;
    this.training = trainings[0];
  }

  /** Shows a scan; the pixel stays picked when it is the one shown already. */
  private async show(scan: Scan): Promise<void> {
    if (scan.id !== this.chosen?.id) {
      this.chosen = new ChosenScan(this.api, scan);
    }
    await this.chosen.read(scan.state === 'finished');
  }

  private follow(progress: ScanProgress): void {
    const known = this.scans.find((scan) => scan.id === progress.id);
    this.scans = this.scans.map((scan) => (scan.id === progress.id ? { ...scan, ...progress } : scan));
    if (known?.state !== progress.state) {
      void this.attempt(() => this.readChanged(progress.id));
    }
  }

  /** Another page's scan is shown as soon as it begins, as this page's own is. */
  private async readChanged(id: string): Promise<void> {
    const isNew = !this.scans.some((scan) => scan.id === id);
    await this.readScans();
    const changed = this.scans.find((scan) => scan.id === id);
    if (changed && (isNew || id === this.chosen?.id)) {
      await this.show(changed);
    }
  }

  /** Runs one thing; what the appliance refuses is kept in its own words. */
  private async attempt(thing: () => Promise<void>): Promise<void> {
    try {
      await thing();
    } catch (refusal) {
      this.refusal =
        refusal instanceof Unreachable ? strings.connection.unreachable : refusal instanceof Error ? refusal.message : String(refusal);
    }
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.refusal = '';
    this.misfit = undefined;
    this.acting = true;
    await this.attempt(action);
    this.acting = false;
  }

  readonly dismiss = (): void => {
    this.refusal = '';
  };

  readonly takeReference = (kind: ReferenceKind): Promise<void> =>
    this.act(async () => {
      await this.api.takeReference(this.station?.id ?? '', kind);
      await this.readStation();
    });

  readonly checkWavelengths = (): Promise<void> =>
    this.act(async () => {
      await this.api.checkWavelengths(this.station?.id ?? '');
      await this.readStation();
    });

  readonly noteLamp = (event: LampEvent): Promise<void> =>
    this.act(async () => {
      await this.api.noteLamp(this.station?.id ?? '', event);
      await this.readStation();
    });

  readonly start = (order: ScanOrder): Promise<void> =>
    this.act(async () => {
      const begun = await this.api.startScan(order);
      await this.readScans();
      await this.show(begun);
    });

  readonly cancel = (id: string): Promise<void> =>
    this.act(async () => {
      await this.api.cancelScan(id);
      await this.readScans();
    });

  readonly finish = (id: string): Promise<void> =>
    this.act(async () => {
      const resumed = await this.api.finishScan(id);
      await this.readScans();
      await this.show(resumed);
    });

  readonly activate = (model: Model, resample: boolean): Promise<void> =>
    this.act(async () => {
      try {
        await this.api.activate(model, resample);
      } catch (refusal) {
        this.misfit = refusal instanceof Problem && refusal.message.includes('"resample"') ? model : undefined;
        throw refusal;
      }
      await this.readModels();
    });

  readonly retire = (model: Model): Promise<void> =>
    this.act(async () => {
      await this.api.retire(model);
      await this.readModels();
    });

  readonly cancelTraining = (id: string): Promise<void> =>
    this.act(async () => {
      await this.api.cancelTraining(id);
    });

  readonly choose = (id: string): Promise<void> =>
    this.attempt(async () => {
      const scan = this.scans.find((one) => one.id === id);
      if (scan) {
        await this.show(scan);
      }
    });

  readonly pick = (line: number, sample: number): Promise<void> =>
    this.attempt(async () => {
      await this.chosen?.pick(line, sample);
    });
}
