package dev.portreach.alert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DetectionLayeringTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portreach.alert");

    @Test
    void shouldKeepDetectionFreeOfFrameworks() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.portreach.alert.judge",
                        "dev.portreach.alert.detection",
                        "dev.portreach.alert.correlation",
                        "dev.portreach.alert.message")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "org.apache.kafka..",
                        "io.micrometer..",
                        "org.hibernate..",
                        "dev.portreach.alert.stream..")
                .check(classes);
    }

    @Test
    void shouldConcludeNothingFromWhatPreflightsProved() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.portreach.alert.proof")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.portreach.alert.proof", "dev.portreach.contracts.proof")
                .check(classes);
    }

    @Test
    void shouldNotAskTheMachineForTheTimeWhereTimeIsPassedIn() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.portreach.alert.detection", "dev.portreach.alert.correlation")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(classes);
    }
}
