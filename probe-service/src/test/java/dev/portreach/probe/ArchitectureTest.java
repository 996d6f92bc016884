package dev.portreach.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.portreach.probe", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldKeepFrameworksOutOfThePurePackages = noClasses()
            .that()
            .resideInAnyPackage(
                    "..engine..",
                    "..exchange..",
                    "..payload..",
                    "..icmp..",
                    "..schedule..",
                    "..guest..",
                    "..network..",
                    "..spool..",
                    "..watch..",
                    "..responder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "org.eclipse..");

    @ArchTest
    static final ArchRule shouldKeepQuarkusAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackage("..agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.micrometer..");

    @ArchTest
    static final ArchRule shouldNotReadClocksInPureRules = noClasses()
            .that()
            .resideInAnyPackage("..schedule..", "..guest..", "..network..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
