package io.matchlock.matcher.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class EngineBoundariesTest {
    private static final JavaClasses MATCHER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.matchlock.matcher");

    @Test
    void shouldSeeTheLanguageAgronaAndItselfOnly() {
        classes()
                .that()
                .resideInAPackage("..matcher.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..", "java.nio", "java.util", "java.util.zip", "org.agrona..", "..matcher.engine..")
                .check(MATCHER);
    }

    @Test
    void shouldKeepItsTablesToItself() {
        classes()
                .that()
                .resideInAPackage("..matcher.engine.state..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("..matcher.engine..")
                .check(MATCHER);
    }
}
