/**
 * Brings what waits in the outbox to a remote store, proves that it is there, and tells and listens
 * through the same store.
 */
@NullMarked
package org.petrascope.sync;

import org.jspecify.annotations.NullMarked;
