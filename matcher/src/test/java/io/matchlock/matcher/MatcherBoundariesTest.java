package io.matchlock.matcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who sees Aeron, who ends a process, and that the packages have an order. */
final class MatcherBoundariesTest {
    private final JavaClasses matcher = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.matchlock.matcher");

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

    @Test
    void shouldHaveNoCyclesAmongItsPackages() {
        slices().matching("io.matchlock.matcher.(*)..")
                .should()
                .beFreeOfCycles()
                .check(matcher);
    }
}
