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
            .resideInAPackage("dev.portreach.alert.rollup")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.IntervalChain")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.OpenIntervals")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.OpenRollups")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.OpenPart")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.OpenPartCodec")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.AgentRun")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.Timeline")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.Confirmed")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.DayCodec")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.availability.Tally")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.availability.Exclusions")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.Assessor")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.KnownRevision")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.history.KnownCheck")
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
            .haveFullyQualifiedName("dev.portreach.alert.webhook.RetryAfter")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.webhook.AddressPolicy")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.webhook.Signature")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.secret.SecretBox")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.secret.Keyring")
            .or()
            .resideInAPackage("dev.portreach.alert.payload")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule WHO_IS_TOLD = noClasses()
            .that()
            .resideInAPackage("dev.portreach.alert.matcher")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.delivery.Telling")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.maintenance.Recurrence")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.muting.Mute")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.routing.Routing")
            .or()
            .haveFullyQualifiedName("dev.portreach.alert.watch.Vitals")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    /** Qute's own package begins like the framework's; nothing else of it is used. */
    @ArchTest
    static final ArchRule TEMPLATES = noClasses()
            .that()
            .resideInAPackage("dev.portreach.alert.template")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..", "java.sql..", "org.hibernate..", "io.quarkus.arc..", "io.quarkus.runtime..");

    @ArchTest
    static final ArchRule JUDGE = noClasses()
            .that()
            .resideInAPackage("dev.portreach.alert.judge")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);
}
