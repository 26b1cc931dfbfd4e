/** The scan a person looks at: its map, legend, downhole table, products and the pixel that was picked. */

import { Problem, type Api, type DownholeInterval, type LegendEntry, type MapPart, type Pixel, type Product, type Scan } from './api';
import { Raster } from './raster';

export class ChosenScan {
  legend: LegendEntry[] = $state.raw([]);
  downhole: DownholeInterval[] = $state.raw([]);
  products: Product[] = $state.raw([]);
  pixel: Pixel | undefined = $state.raw();
  /** Why there is no map, in the appliance's words. */
  absence = $state('');
  /** Grows with every change of the raster, which itself tells nobody. */
  version = $state(0);
  readonly id: string;
  readonly raster: Raster;

  constructor(
    private readonly api: Api,
    scan: Scan,
  ) {
    this.id = scan.id;
    this.raster = new Raster(scan.linesExpected, scan.samples);
  }

  /** Reads everything the appliance has of the scan. */
  async read(finished: boolean): Promise<void> {
    await Promise.all([this.readMap(), finished ? this.readProducts() : undefined]);
  }

  private async readMap(): Promise<void> {
    try {
      this.legend = await this.api.legend(this.id);
      this.put(await this.api.map(this.id, this.raster.step));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) {
        throw refusal;
      }
      this.absence = refusal.message;
    }
  }

  private async readProducts(): Promise<void> {
    [this.downhole, this.products] = await Promise.all([this.api.downhole(this.id), this.api.products(this.id)]);
  }

  private put(part: MapPart): void {
    this.raster.put(part);
    this.absence = '';
    this.version++;
  }

  /** Takes in what a running scan has mapped; a scan that just began had no legend when it was read. */
  async grow(part: MapPart): Promise<void> {
    this.put(part);
    if (this.legend.length === 0) {
      this.legend = await this.api.legend(this.id);
    }
  }

  /** Asks what a pixel is; nothing is known of one that was not scanned. */
  async pick(line: number, sample: number): Promise<void> {
    if (this.raster.at(line, sample) !== undefined) {
      this.pixel = await this.api.pixel(this.id, line, sample);
    }
  }
}
