package org.petrascope.fleet;

/**
 * What an upload did.
 *
 * @param sent files that were sent
 * @param already files that were there with the same bytes
 * @param bytesSent of the files that were sent
 */
public record UploadTally(int sent, int already, long bytesSent) {}
