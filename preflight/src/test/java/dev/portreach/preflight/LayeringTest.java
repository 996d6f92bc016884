package dev.portreach.preflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.portreach.preflight", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule shouldUseOfTheServicesOnlyWhatKnowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.portreach.catalog.relay..",
                    "dev.portreach.catalog.problem..",
                    "dev.portreach.probe.agent..",
                    "dev.portreach.probe.publish..",
                    "dev.portreach.probe.spool..",
                    "dev.portreach.contracts.event..",
                    "dev.portreach.alert.detection..",
                    "dev.portreach.alert.stream..",
                    "dev.portreach.alert.history..",
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule shouldKeepPicocliInTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("..preflight.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");
}
