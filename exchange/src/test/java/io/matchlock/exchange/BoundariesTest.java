package io.matchlock.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;

/** The boundaries between modules and packages that the build's dependencies can't express. */
@AnalyzeClasses(packages = "io.matchlock", importOptions = ImportOption.DoNotIncludeTests.class)
final class BoundariesTest {
    @ArchTest
    static final ArchRule ENGINE_SEES_THE_LANGUAGE_AGRONA_AND_ITSELF = classes()
            .that()
            .resideInAPackage("io.matchlock.matcher.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.matchlock.matcher.engine..", "java.lang..", "org.agrona..");

    @ArchTest
    static final ArchRule MODULES_KEEP_TO_THEIR_NEIGHBOURS = CompositeArchRule.of(List.of(
            onlySees("protocol"),
            onlySees("client", "protocol"),
            onlySees("log", "protocol"),
            onlySees("gateway", "protocol", "log"),
            onlySees("matcher", "protocol", "log"),
            onlySees("persister", "protocol", "log")));

    @ArchTest
    static final ArchRule ONLY_LOG_SPEAKS_TO_REDIS = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.persister.status..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule ONLY_LOG_AND_GATEWAY_SEE_NETTY = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule ONLY_THE_LAUNCHER_RUNS_A_MEDIA_DRIVER = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.exchange..", "io.matchlock.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.aeron.driver..");

    @ArchTest
    static final ArchRule ONLY_MAINS_END_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.exchange..", "io.matchlock.bench..")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule ONLY_SETTINGS_READ_THE_ENVIRONMENT = noClasses()
            .that()
            .resideOutsideOfPackage("io.matchlock.exchange.settings..")
            .and()
            .resideOutsideOfPackage("io.matchlock.log.embedded..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule THE_LAUNCHER_HAS_NO_CYCLES =
            slices().matching("io.matchlock.exchange.(*)..").should().beFreeOfCycles();

    private static ArchRule onlySees(final String module, final String... others) {
        final String[] forbidden =
                List.of("protocol", "client", "log", "gateway", "matcher", "persister", "exchange", "bench").stream()
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
