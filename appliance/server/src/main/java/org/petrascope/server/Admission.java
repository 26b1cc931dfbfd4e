package org.petrascope.server;

/**
 * Whether whoever was let in when a long answer began would still be. May be asked by any thread.
 */
@FunctionalInterface
interface Admission {
  boolean holds();
}
