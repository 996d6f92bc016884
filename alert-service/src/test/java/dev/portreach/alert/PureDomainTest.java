package dev.portreach.alert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What decides stays free of what transports and stores. */
@AnalyzeClasses(packages = "dev.portreach.alert", importOptions = ImportOption.DoNotIncludeTests.class)
class PureDomainTest {

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "jakarta..",
        "java.sql..",
        "javax.sql..",
        "org.apache.kafka..",
        "org.hibernate.."
    };

    @ArchTest
    static final ArchRule HISTORY_DOMAIN = noClasses()
            .that()
            .haveFullyQualifiedName("dev.portreach.alert.history.IntervalChain")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.RowChanges")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.Timeline")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.Assessor")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.KnownRevision")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule DELIVERY_DOMAIN = noClasses()
            .that()
            .haveFullyQualifiedName("dev.portreach.alert.delivery.NoticePlan")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.delivery.Backoff")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.delivery.RetryAfter")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.delivery.SlackMessage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule JUDGE = noClasses()
            .that()
            .resideInAPackage("dev.portreach.alert.judge")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);
}
