package io.matchlock.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The engine is a function of what it is told: it can't see anything else. */
final class EngineBoundariesTest {
    /** What {@code java.lang} has that is not the same each time. */
    private static final Set<String> NOT_THE_SAME_EACH_TIME =
            Set.of("nanoTime", "currentTimeMillis", "identityHashCode", "random", "getenv", "getProperty");

    /** The compiler's, of which nothing is left in the classes. */
    private static final String HANDLES = "io.matchlock.engine.handle";

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.matchlock.engine");

    /** Beyond the language: a checksum for the state hash, lists that are made at the start, 128 bits. */
    @Test
    void shouldSeeTheLanguageAgronaAndItselfOnly() {
        classes()
                .that()
                .resideOutsideOfPackage(HANDLES)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.matchlock.engine..", "java.lang..", "org.agrona..")
                        .or(belongToAnyOf(
                                CRC32C.class,
                                ByteBuffer.class,
                                BigInteger.class,
                                Collection.class,
                                List.class,
                                ArrayList.class,
                                Iterator.class,
                                LongSupplier.class)))
                .check(ENGINE);
    }

    @Test
    void shouldReadNoClockNoChanceAndNoEnvironment() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "is not the same each time",
                        access -> NOT_THE_SAME_EACH_TIME.contains(
                                        access.getTarget().getName())
                                && access.getTargetOwner().getPackageName().equals("java.lang")))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(ENGINE);
    }

    @Test
    void shouldHaveNoCyclesAmongItsPackages() {
        slices().matching("io.matchlock.engine.(*)..").should().beFreeOfCycles().check(ENGINE);
        noClasses()
                .that()
                .resideInAPackage("io.matchlock.engine.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.matchlock.engine")
                .check(ENGINE);
    }

    @Test
    void shouldKeepWhatIsLowFromWhatIsHigh() {
        noClasses()
                .that()
                .resideInAnyPackage("..store", "..party", "..order", "..book", "..progress", "..state")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..version", "..risk", "..rules", "..trade", "..entry", "..work", "..control", "..event")
                .check(ENGINE);
    }
}
