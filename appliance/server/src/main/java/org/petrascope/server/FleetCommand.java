package org.petrascope.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.petrascope.fleet.Quorum;
import org.petrascope.fleet.ReleaseOrder;
import org.petrascope.fleet.Repository;
import org.petrascope.fleet.Role;
import org.petrascope.fleet.UploadTally;
import org.petrascope.remote.ObjectStore;
import org.petrascope.remote.Pace;
import org.petrascope.store.DatabaseFile;
import org.petrascope.sync.Letterbox;
import org.petrascope.update.ReleaseManifest;
import org.petrascope.update.ReleaseName;
import org.petrascope.update.Ring;
import org.petrascope.update.RolloutPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code petrascope fleet}: signs releases and gives them to rings of boxes. */
@Command(
    name = "fleet",
    description = {
      "Signs releases and gives them to rings of boxes.",
      "init: makes keys and a repository; release: packs and signs a folder;",
      "publish: gives a release to a share of each ring; pause, resume: lets boxes wait or go on;",
      "back: gives an older release to all; refresh: signs anew what would expire;",
      "rotate: replaces the keys of a role; list: who is given what;",
      "upload: brings the repository into the store that boxes look at;",
      "enrol: takes a box in; boxes: how they are, by their letters; audit: all that they told."
    })
final class FleetCommand extends ServerCommand {
  private static final String PETRASCOPE = "petrascope";

  private enum Action {
    INIT,
    RELEASE,
    PUBLISH,
    PAUSE,
    RESUME,
    BACK,
    REFRESH,
    ROTATE,
    LIST,
    UPLOAD,
    ENROL,
    BOXES,
    AUDIT;

    boolean isOfBoxes() {
      return this == ENROL || this == BOXES || this == AUDIT;
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ACTION", description = "One of those above.")
  private Action action;

  @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "enrol: a document.")
  private @Nullable Path document;

  @Option(names = "--repository", paramLabel = "DIR", description = "Where releases are.")
  private @Nullable Path repository;

  @Mixin private final FleetBoxOptions boxes = new FleetBoxOptions();

  @Option(names = "--keys", paramLabel = "DIR", description = "Folders of the signing keys.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--key-count",
      paramLabel = "N",
      defaultValue = "1",
      description = "init: how many keys root and targets have.")
  private int keyCount;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      defaultValue = "1",
      description = "init: how many of them must sign.")
  private int threshold;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "software",
      description = "software, model or library; ${DEFAULT-VALUE} by default.")
  private String kind;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = PETRASCOPE,
      description = "Name of what is released; ${DEFAULT-VALUE} by default.")
  private String name;

  @Option(names = "--release", paramLabel = "V", description = "Its version.")
  private @Nullable String release;

  @Option(names = "--content", paramLabel = "DIR", description = "release: the folder to pack.")
  private @Nullable Path content;

  @Option(
      names = "--hardware",
      paramLabel = "KIND",
      description = "release: kinds of boxes that it runs on; x86_64 when not given.")
  private List<String> hardware = new ArrayList<>();

  @Option(
      names = "--schema",
      paramLabel = "N",
      description = "release: newest schema of the database that it reads; that of this software.")
  private @Nullable Integer schema;

  @Option(
      names = "--ring",
      paramLabel = "RING=PERCENT",
      description = "publish: share of the boxes of canary, early or all.")
  private Map<String, Integer> rings = new LinkedHashMap<>();

  @Option(names = "--role", paramLabel = "ROLE", description = "rotate: whose keys.")
  private @Nullable String role;

  FleetCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (action.isOfBoxes()) {
      return boxes();
    }
    Clock clock = Clock.systemUTC();
    Path folder = required(repository, "--repository");
    if (action == Action.INIT) {
      Repository made =
          Repository.create(
              folder,
              required(keys, "--keys"),
              usage(() -> new Quorum(keyCount, threshold)),
              clock);
      tell(made);
      return DONE;
    }
    Repository opened = Repository.open(folder, keys, clock);
    switch (action) {
      case RELEASE -> release(opened);
      case PUBLISH -> opened.publish(named(), usage(this::shares));
      case PAUSE -> opened.pause(named(), true);
      case RESUME -> opened.pause(named(), false);
      case BACK -> opened.back(named());
      case REFRESH -> opened.refresh();
      case UPLOAD -> upload(opened);
      case ROTATE -> {
        String word = required(role, "--role");
        opened.rotate(usage(() -> Role.of(word)));
      }
      default -> {}
    }
    if (action != Action.RELEASE && action != Action.UPLOAD) {
      tell(opened);
    }
    return DONE;
  }

  private int boxes() {
    FleetBoxes fleet =
        new FleetBoxes(
            new EnrolledBoxes(required(boxes.enrolled(), "--enrolled")),
            Optional.ofNullable(boxes.box()).orElse(""));
    if (action == Action.ENROL && document != null) {
      return tell(fleet.enrol(document, boxes.name()));
    }
    if (action == Action.ENROL) {
      required(boxes.box(), "the box's document, or --box and --remote");
    }
    try (ObjectStore store = required(boxes.store(), "--remote").open()) {
      Letterbox letters = new Letterbox(store, boxes.envelope());
      if (action == Action.ENROL) {
        return tell(fleet.enrol(letters, boxes.name()));
      }
      if (action == Action.AUDIT) {
        fleet.events(letters, console()::event);
        return DONE;
      }
      List<ObjectNode> all = fleet.last(letters);
      result(all, String.join("\n", all.stream().map(BoxReports::line).toList()));
      return all.stream().allMatch(box -> box.path("problem").asText().isEmpty()) ? DONE : FAILED;
    }
  }

  private int tell(EnrolledBoxes.Box taken) {
    result(taken.told(), "box %s is enrolled as %s".formatted(taken.id(), taken.name()));
    return DONE;
  }

  private void upload(Repository opened) {
    try (ObjectStore store = required(boxes.store(), "--remote").open()) {
      UploadTally tally = opened.upload(store, Pace.FREE);
      result(
          tally,
          "%d files were sent, %d were there: boxes see them at %s"
              .formatted(tally.sent(), tally.already(), store.address()));
    }
  }

  private Map<Ring, Integer> shares() {
    if (rings.isEmpty()) {
      throw new IllegalArgumentException("no ring is given a share: use --ring canary=100");
    }
    Map<Ring, Integer> shares = new EnumMap<>(Ring.class);
    rings.forEach((ring, percent) -> shares.put(Ring.of(ring), percent));
    return shares;
  }

  private ReleaseName named() {
    String version = required(release, "--release");
    return usage(() -> new ReleaseName(ReleaseName.Kind.of(kind), name, version));
  }

  private void release(Repository opened) {
    ReleaseName named = named();
    boolean software = named.kind() == ReleaseName.Kind.SOFTWARE;
    int reads = schema != null ? schema : software ? DatabaseFile.schemaKnown() : 0;
    ReleaseManifest made =
        opened.release(
            new ReleaseOrder(
                named,
                hardware.isEmpty() ? List.of("x86_64") : hardware,
                reads,
                required(content, "--content")));
    result(
        Map.of(
            "release", named.label(),
            "bytes", made.payload().bytes(),
            "sha256", made.payload().sha256()),
        "%s is signed, %d bytes: publish it".formatted(named.label(), made.payload().bytes()));
  }

  private void tell(Repository told) {
    List<Map<String, Object>> rollouts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (RolloutPlan.Rollout rollout : told.plan().rollouts().reversed()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("kind", rollout.release().kind().label());
      document.put("name", rollout.release().name());
      document.put("version", rollout.release().version());
      for (Ring ring : Ring.values()) {
        document.put(ring.label(), rollout.percent().getOrDefault(ring, 0));
      }
      document.put("paused", rollout.paused());
      document.put("back", rollout.back());
      rollouts.add(document);
      text.append(document).append('\n');
    }
    result(
        Map.of("rollouts", rollouts),
        rollouts.isEmpty() ? "nothing is published yet" : text.toString().stripTrailing());
  }

  private Path required(List<Path> folders, String option) {
    return required(folders.stream().findFirst().orElse(null), option);
  }

  private <T> T required(@Nullable T value, String option) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(),
          "%s needs %s".formatted(action.name().toLowerCase(Locale.ROOT), option));
    }
    return value;
  }

  /** A value made of what was typed; what it refuses is wrong usage. */
  private <T> T usage(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
