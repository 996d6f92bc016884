package dev.portreach.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.portreach.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule recordsKnowNoTransport = noClasses()
            .that()
            .resideInAnyPackage("..port..", "..policy..", "..assignment..", "..result..", "..state..", "..incident..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..contracts.event..", "..contracts.trust..");

    @ArchTest
    static final ArchRule contractsKnowNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.hibernate..");
}
