package dev.portreach.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.portreach.standalone", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule shouldKeepPicocliInTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("..standalone.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule shouldKeepBrokerAndDatabaseInThePlatform = noClasses()
            .that()
            .resideOutsideOfPackage("..standalone.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.portreach.embedded..");

    @ArchTest
    static final ArchRule shouldKnowNothingOfTheServicesButTheirInterfaces = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.portreach.catalog..", "dev.portreach.alert..", "dev.portreach.probe..");

    @ArchTest
    static final ArchRule shouldLeaveSupervisionIndependent = noClasses()
            .that()
            .resideInAnyPackage("..standalone.child..", "..standalone.workgroup..", "..standalone.install..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..standalone.cli..", "..standalone.platform..", "..standalone.fault..");
}
