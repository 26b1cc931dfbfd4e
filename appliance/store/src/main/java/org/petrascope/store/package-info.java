/**
 * What the appliance keeps: the SQLite system of record, the folders of scans and references, and
 * the outbox of what is to be sent.
 */
@NullMarked
package org.petrascope.store;

import org.jspecify.annotations.NullMarked;
