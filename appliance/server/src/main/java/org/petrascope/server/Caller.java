package org.petrascope.server;

import org.petrascope.store.Role;

/**
 * Who makes a request.
 *
 * @param name the account, or how else the caller is known
 */
record Caller(String name, Role role) {
  /** Somebody on a machine on which nobody has an account yet. */
  static final Caller THIS_MACHINE = new Caller("this machine", Role.ADMINISTRATOR);

  /** A command run by somebody who may read the appliance's own files. */
  static final Caller COMMAND_LINE = new Caller("command line", Role.ADMINISTRATOR);
}
