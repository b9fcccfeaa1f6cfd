package io.matchlock.audit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The boundaries between modules and packages that the build's dependencies can't express. */
final class BoundariesTest {
    private static final Set<String> NOT_THE_SAME_EACH_TIME = Set.of(
            "nanoTime",
            "currentTimeMillis",
            "now",
            "identityHashCode",
            "random",
            "randomUUID",
            "getenv",
            "getProperty");

    /** Stands in for Redis and for the network, so it has their types. */
    private static final String SIMULATOR = "io.matchlock.audit.sim..";

    private static final String SIMULATE_COMMAND = "io.matchlock.audit.command..";

    /** These decide from what they are given, so that a test, a replay and a simulation find what a market would. */
    private static final String[] PURE = {
        "io.matchlock.matcher.sequence..",
        "io.matchlock.matcher.message..",
        "io.matchlock.matcher.process..",
        "io.matchlock.matcher.events..",
        "io.matchlock.gateway.session..",
        "io.matchlock.gateway.chain..",
        "io.matchlock.persister.fold.."
    };

    private static final ArchRule THE_PURE_PARTS_SEE_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(describe("is not the same each time", BoundariesTest::isNotTheSameEachTime))
            .orShould()
            .dependOnClassesThat(assignableTo(Thread.class)
                    .or(assignableTo(Clock.class))
                    .or(assignableTo(Random.class))
                    .or(belongToAnyOf(SystemNanoClock.class, SystemEpochClock.class, SystemEpochNanoClock.class)));

    private static final ArchRule THE_PURE_PARTS_KEEP_NO_ORDER_OF_HASHES = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(belongToAnyOf(HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class));

    private static final ArchRule THE_PURE_PARTS_SEE_NO_OUTSIDE = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.sql..",
                    "java.util.concurrent..",
                    "io.aeron..",
                    "io.lettuce..",
                    "io.netty..");

    private static final ArchRule THE_ENGINES_PACKAGES_ARE_ITS_OWN = noClasses()
            .that()
            .resideOutsideOfPackage("io.matchlock.engine..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.matchlock.engine.*..")
                    .and(not(resideInAnyPackage("io.matchlock.engine.request", "io.matchlock.engine.event"))));

    private static final ArchRule MODULES_KEEP_TO_THEIR_NEIGHBOURS = CompositeArchRule.of(List.of(
            onlySees("protocol"),
            onlySees("client", "protocol"),
            onlySees("log", "protocol"),
            onlySees("transport", "protocol"),
            onlySees("gateway", "protocol", "log", "transport"),
            onlySees("engine"),
            onlySees("matcher", "engine", "protocol", "log", "transport"),
            onlySees("persister", "protocol", "log"),
            onlySees(
                    "exchange",
                    "protocol",
                    "client",
                    "log",
                    "transport",
                    "gateway",
                    "engine",
                    "matcher",
                    "persister")));

    private static final ArchRule ONLY_LOG_SPEAKS_TO_REDIS = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.persister.status..", SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    private static final ArchRule ONLY_LOG_AND_GATEWAY_SEE_NETTY = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.gateway..", SIMULATOR, SIMULATE_COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    private static final ArchRule ONLY_THE_LAUNCHER_RUNS_A_MEDIA_DRIVER = noClasses()
            .that()
            .resideOutsideOfPackage("io.matchlock.exchange..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.aeron.driver..");

    private static final ArchRule ONLY_MAINS_END_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage("io.matchlock.exchange..")
            .should()
            .callMethod(System.class, "exit", int.class);

    private static final ArchRule ONLY_SETTINGS_READ_THE_ENVIRONMENT = noClasses()
            .that()
            .resideOutsideOfPackage("io.matchlock.exchange.settings..")
            .and()
            .resideOutsideOfPackage("io.matchlock.log.embedded..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    private static final ArchRule THE_AUDITORS_FOLD_IS_ITS_OWN = noClasses()
            .that()
            .resideInAnyPackage("io.matchlock.audit.auditor.fold..", "io.matchlock.audit.auditor.table..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.matchlock.persister..");

    private static final ArchRule THE_GATEWAY_HAS_NO_CYCLES = CompositeArchRule.of(List.of(
            slices().matching("io.matchlock.gateway.(**)").should().beFreeOfCycles(),
            noClasses()
                    .that()
                    .resideInAPackage("io.matchlock.gateway.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.matchlock.gateway")));

    private static final ArchRule THE_LAUNCHER_HAS_NO_CYCLES =
            slices().matching("io.matchlock.exchange.(*)..").should().beFreeOfCycles();

    private static final ArchRule THE_TRIALS_HAVE_NO_CYCLES = CompositeArchRule.of(List.of(
            slices().matching("io.matchlock.audit.(*)..").should().beFreeOfCycles(),
            slices().matching("io.matchlock.audit.auditor.(**)").should().beFreeOfCycles(),
            slices().matching("io.matchlock.audit.replay.(**)").should().beFreeOfCycles(),
            slices().matching("io.matchlock.audit.sim.(*)..").should().beFreeOfCycles()));

    @TestFactory
    Stream<DynamicTest> shouldKeepTheBoundaries() {
        final JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.matchlock");
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private static Stream<ArchRule> rules() {
        return Stream.of(
                THE_PURE_PARTS_SEE_NO_CLOCK_AND_NO_CHANCE,
                THE_PURE_PARTS_KEEP_NO_ORDER_OF_HASHES,
                THE_PURE_PARTS_SEE_NO_OUTSIDE,
                THE_ENGINES_PACKAGES_ARE_ITS_OWN,
                MODULES_KEEP_TO_THEIR_NEIGHBOURS,
                ONLY_LOG_SPEAKS_TO_REDIS,
                ONLY_LOG_AND_GATEWAY_SEE_NETTY,
                ONLY_THE_LAUNCHER_RUNS_A_MEDIA_DRIVER,
                ONLY_MAINS_END_THE_PROCESS,
                ONLY_SETTINGS_READ_THE_ENVIRONMENT,
                THE_AUDITORS_FOLD_IS_ITS_OWN,
                THE_GATEWAY_HAS_NO_CYCLES,
                THE_LAUNCHER_HAS_NO_CYCLES,
                THE_TRIALS_HAVE_NO_CYCLES);
    }

    private static boolean isNotTheSameEachTime(final JavaAccess<?> access) {
        final String owner = access.getTargetOwner().getPackageName();
        return (owner.equals("java.lang") || owner.equals("java.util") || owner.equals("java.time"))
                && NOT_THE_SAME_EACH_TIME.contains(access.getTarget().getName());
    }

    private static ArchRule onlySees(final String module, final String... others) {
        final String[] forbidden = List.of(
                        "protocol",
                        "client",
                        "log",
                        "transport",
                        "gateway",
                        "engine",
                        "matcher",
                        "persister",
                        "exchange",
                        "audit",
                        "bench")
                .stream()
                .filter(name -> !name.equals(module) && !List.of(others).contains(name))
                .map(name -> "io.matchlock." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.matchlock." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }
}
