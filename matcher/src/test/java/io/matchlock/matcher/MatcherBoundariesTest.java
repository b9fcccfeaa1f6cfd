package io.matchlock.matcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The pure parts stay pure: order, decoding and encoding know no log, no Aeron, no thread, no clock of their own. */
final class MatcherBoundariesTest {
    private static final String[] PURE = {
        "io.matchlock.matcher.sequence..", "io.matchlock.matcher.process..", "io.matchlock.matcher.events.."
    };

    private final JavaClasses matcher = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.matchlock.matcher");

    @Test
    void shouldKeepInputAndOutputOutOfThePureParts() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.matchlock.log..", "io.lettuce..", "io.aeron..", "java.net..", "java.util.concurrent..")
                .check(matcher);
    }

    @Test
    void shouldKeepClocksAndThreadsOutOfThePureParts() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(matcher);
    }

    @Test
    void shouldKeepAeronInTheAgentAlone() {
        classes()
                .that()
                .resideInAPackage("io.matchlock.matcher..")
                .and()
                .resideOutsideOfPackage("io.matchlock.matcher.agent..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.aeron..")
                .check(matcher);
    }

    @Test
    void shouldNeverEndTheProcess() {
        noClasses().should().callMethod(System.class, "exit", int.class).check(matcher);
    }
}
