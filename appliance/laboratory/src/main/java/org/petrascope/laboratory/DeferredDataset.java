package org.petrascope.laboratory;

import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.WritableGroup;
import io.jhdf.storage.HdfFileChannel;
import java.util.function.Supplier;

/**
 * A dataset whose numbers are asked for when it is written, and let go after: jHDF writes a file
 * only when it is closed, and would hold all of it until then.
 */
final class DeferredDataset extends WritableDatasetImpl {
  private static final float[] PLACEHOLDER = {0};

  private final WritableGroup group;
  private final Supplier<Object> data;

  /**
   * @param data gives the whole array, of a primitive type
   */
  DeferredDataset(WritableGroup group, String name, Supplier<Object> data) {
    super(PLACEHOLDER, name, group);
    this.group = group;
    this.data = data;
  }

  @Override
  public long write(HdfFileChannel channel, long position) {
    return new WritableDatasetImpl(data.get(), getName(), group).write(channel, position);
  }
}
