package org.petrascope.store;

/**
 * A file of a scan as it was when the scan was finished.
 *
 * @param path relative to the scan's folder, with forward slashes
 * @param sha256 in hexadecimal
 */
public record StoredFile(String path, long bytes, String sha256) {}
