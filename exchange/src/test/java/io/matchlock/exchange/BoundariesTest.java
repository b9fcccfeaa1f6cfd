package io.matchlock.exchange;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The boundaries between modules and packages that the build's dependencies can't express. */
final class BoundariesTest {
    /** Beyond the language: a checksum for the state hash, lists that are made at the start, 128 bits. Pure, named one by one. */
    private static final ArchRule ENGINE_SEES_THE_LANGUAGE_AGRONA_AND_ITSELF = classes()
            .that()
            .resideInAPackage("io.matchlock.matcher.engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.matchlock.matcher.engine..", "java.lang..", "org.agrona..")
                    .or(belongToAnyOf(
                            CRC32C.class,
                            ByteBuffer.class,
                            BigInteger.class,
                            Collection.class,
                            List.class,
                            ArrayList.class,
                            Iterator.class,
                            LongSupplier.class)));

    private static final ArchRule ENGINE_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("io.matchlock.matcher.engine..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random");

    private static final ArchRule MODULES_KEEP_TO_THEIR_NEIGHBOURS = CompositeArchRule.of(List.of(
            onlySees("protocol"),
            onlySees("client", "protocol"),
            onlySees("log", "protocol"),
            onlySees("gateway", "protocol", "log"),
            onlySees("matcher", "protocol", "log"),
            onlySees("persister", "protocol", "log")));

    private static final ArchRule ONLY_LOG_SPEAKS_TO_REDIS = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.persister.status..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    private static final ArchRule ONLY_LOG_AND_GATEWAY_SEE_NETTY = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.log..", "io.matchlock.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    private static final ArchRule ONLY_THE_LAUNCHER_RUNS_A_MEDIA_DRIVER = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.exchange..", "io.matchlock.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.aeron.driver..");

    private static final ArchRule ONLY_MAINS_END_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackages("io.matchlock.exchange..", "io.matchlock.bench..")
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

    private static final ArchRule THE_LAUNCHER_HAS_NO_CYCLES =
            slices().matching("io.matchlock.exchange.(*)..").should().beFreeOfCycles();

    @TestFactory
    Stream<DynamicTest> shouldKeepTheBoundaries() {
        final JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.matchlock");
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private static Stream<ArchRule> rules() {
        return Stream.of(
                ENGINE_SEES_THE_LANGUAGE_AGRONA_AND_ITSELF,
                ENGINE_READS_NO_CLOCK,
                MODULES_KEEP_TO_THEIR_NEIGHBOURS,
                ONLY_LOG_SPEAKS_TO_REDIS,
                ONLY_LOG_AND_GATEWAY_SEE_NETTY,
                ONLY_THE_LAUNCHER_RUNS_A_MEDIA_DRIVER,
                ONLY_MAINS_END_THE_PROCESS,
                ONLY_SETTINGS_READ_THE_ENVIRONMENT,
                THE_LAUNCHER_HAS_NO_CYCLES);
    }

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
