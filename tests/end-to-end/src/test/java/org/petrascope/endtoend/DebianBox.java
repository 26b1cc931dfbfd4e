package org.petrascope.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A box that runs Debian 12 under its own systemd, with no network but loopback: a container of
 * systemd-nspawn on a copy of a tree that debootstrap made once. For one thread.
 */
final class DebianBox implements AutoCloseable {
  private static final String RELEASE = "bookworm";
  private static final String PACKAGES =
      "systemd-sysv,udev,libaravis-0.8-0,libgomp1,libstdc++6,sqlite3";
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Path root;
  private Process container;
  private long init;

  private DebianBox(Path root) {
    this.root = root;
  }

  /** A fresh box that is switched off; the test is skipped where there can be none. */
  static DebianBox fresh(Path folder) throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "containers need root");
    for (String program : List.of("debootstrap", "systemd-nspawn", "nsenter")) {
      assumeTrue(
          HostCommand.exists(program),
          program + " is not installed: apt-get install debootstrap systemd-container");
    }
    Path root = folder.resolve("box");
    HostCommand.run(LONG, Map.of(), List.of("cp", "-a", tree().toString(), root.toString())).well();
    return new DebianBox(root);
  }

  /** Made once, and kept until the checkout is cleaned. */
  private static Path tree() throws IOException, InterruptedException {
    Path target = Files.createDirectories(Appliance.checkout().resolve("tests/end-to-end/target"));
    Path tree = target.resolve("debian-" + RELEASE);
    if (!Files.exists(tree)) {
      Path made = target.resolve("debian.partial");
      HostCommand.run(List.of("rm", "-rf", made.toString())).well();
      HostCommand.Ended ended =
          HostCommand.run(
              LONG,
              Map.of(),
              List.of(
                  "debootstrap",
                  "--variant=minbase",
                  "--include=" + PACKAGES,
                  RELEASE,
                  made.toString()));
      assumeTrue(ended.exit() == 0, "no Debian system can be made here: its packages do not come");
      Files.move(made, tree);
    }
    return tree;
  }

  /** A file of the box as it is seen from outside. */
  Path file(String path) {
    return root.resolve(path.substring(1));
  }

  /** Switches it on and waits until systemd has started everything. */
  void boot() throws Exception {
    container =
        new ProcessBuilder(
                "systemd-nspawn",
                "--quiet",
                "--directory=" + root,
                "--boot",
                "--register=no",
                "--keep-unit",
                "--private-network",
                "--console=pipe",
                "--link-journal=no",
                "--resolv-conf=off",
                "--timezone=off",
                "--machine=petrascope-test-" + ProcessHandle.current().pid())
            .redirectErrorStream(true)
            .redirectOutput(root.resolveSibling("console.log").toFile())
            .start();
    until(
        "the box is up",
        Duration.ofMinutes(2),
        () -> {
          init = initOf(container);
          return init > 0
              && sh("systemctl is-system-running").said().matches("(running|degraded)\\s*");
        });
  }

  /** The first process of the innermost process name space. */
  private static long initOf(Process container) throws IOException {
    for (ProcessHandle process : container.descendants().toList()) {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      if (Files.exists(status)
          && Files.readString(status).contains("NSpid:\t" + process.pid() + "\t1\n")) {
        return process.pid();
      }
    }
    return 0;
  }

  /** Runs a script inside, as root. */
  HostCommand.Ended sh(String script) throws IOException, InterruptedException {
    return HostCommand.run(
        LONG,
        Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8"),
        List.of("nsenter", "--target", String.valueOf(init), "--all", "bash", "-c", script));
  }

  /** The same, and what it said without the line's end; a script that fails fails the test. */
  String ask(String script) throws IOException, InterruptedException {
    return sh(script).well().said().strip();
  }

  /** Everything ends at once, as when power is lost. */
  void cutPower() throws InterruptedException {
    if (init > 0) {
      ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
      init = 0;
    }
    container.waitFor();
  }

  /** Something that comes true after a while. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for it, at most so long; gives how long it took. */
  Duration until(String what, Duration atMost, Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long begun = System.nanoTime();
    while (!condition.holds()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      if (waited.compareTo(atMost) > 0) {
        throw new AssertionError("not within %s: %s\n%s".formatted(atMost, what, journal()));
      }
      never.await(200, TimeUnit.MILLISECONDS);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What the box's services said last. */
  private String journal() throws IOException, InterruptedException {
    return init == 0
        ? Files.readString(root.resolveSibling("console.log"))
        : sh("journalctl --no-pager -n 80 -o short-monotonic").said();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (container != null) {
      cutPower();
    }
    try (Stream<Path> files = Files.list(root.getParent())) {
      for (Path file : files.toList()) {
        HostCommand.run(List.of("rm", "-rf", file.toString())).well();
      }
    }
  }
}
