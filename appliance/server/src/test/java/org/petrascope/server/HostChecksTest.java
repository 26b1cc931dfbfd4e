package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrascope.gige.GigeHost;

class HostChecksTest {
  private static final String NO_LIMITS =
      "Max realtime priority     0                    0      \n";

  @TempDir private Path folder;

  @Test
  void machineThatGrantsNothingIsToldWhatToGrant() throws IOException {
    assertEquals(
        List.of(
            Finding.warning(
                "socket",
                "frames take the slower plain socket, because the program lacks CAP_NET_RAW",
                "setpriv --inh-caps +net_raw --ambient-caps +net_raw petrascope serve"),
            Finding.warning(
                "buffer",
                "a plain socket may hold 212992 bytes, a camera needs 4194304",
                "sysctl -w net.core.rmem_max=4194304"),
            Finding.warning(
                "priority",
                "the receiving thread waits behind ordinary ones, because real-time priority 10 is not granted",
                "prlimit --rtprio=10 petrascope serve")),
        HostChecks.of(host("0000000000000000", NO_LIMITS, "212992\n")));
  }

  @Test
  void machineThatGrantsAllIsWell() throws IOException {
    // CAP_NET_RAW is bit 13.
    GigeHost host = host("0000000000002000", NO_LIMITS.replaceFirst(" 0 ", "10 "), "8388608\n");
    assertEquals(
        List.of(Finding.Verdict.OK, Finding.Verdict.OK, Finding.Verdict.OK),
        HostChecks.of(host).stream().map(Finding::verdict).toList());
  }

  @Test
  void niceProgramNeedsNoLimit() throws IOException {
    // CAP_SYS_NICE is bit 23.
    assertEquals(
        Finding.Verdict.OK,
        HostChecks.of(host("0000000000800000", NO_LIMITS, "1\n")).getLast().verdict());
  }

  @Test
  void unreadableBufferLimitIsToldAsThat() throws IOException {
    GigeHost host = host("0", NO_LIMITS, "1");
    Files.delete(host.receiveBufferMax());
    assertEquals(
        "%s cannot be read, so nobody knows how much a plain socket may hold"
            .formatted(host.receiveBufferMax()),
        HostChecks.of(host).get(1).detail());
  }

  @Test
  void graphicsProcessorThatIsNotThereIsToldWhereOneIsWanted() throws IOException {
    assertEquals(Optional.empty(), HostChecks.graphics());
    Path device = folder.resolve("nvidia0");
    Finding missing = HostChecks.graphics(device);
    assertEquals(Finding.Verdict.WARNING, missing.verdict());
    assertEquals(
        "there is no graphics processor (%s), so networks are computed without".formatted(device),
        missing.detail());
    assertEquals(Finding.Verdict.OK, HostChecks.graphics(Files.createFile(device)).verdict());
  }

  private GigeHost host(String capabilities, String limits, String bufferMax) throws IOException {
    return new GigeHost(
        Files.writeString(folder.resolve("status"), "Name:\tjava\nCapEff:\t" + capabilities + "\n"),
        Files.writeString(folder.resolve("limits"), "Limit  Soft Limit  Hard Limit\n" + limits),
        Files.writeString(folder.resolve("rmem_max"), bufferMax));
  }
}
