package dev.portreach.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.portreach.catalog.store.CatalogItem;

@AnalyzeClasses(packages = "dev.portreach.catalog", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "io.vertx..", "jakarta..", "org.hibernate..", "org.apache.kafka..", "java.sql..", "javax.sql.."
    };

    @ArchTest
    static final ArchRule RENDERING_AND_CHECKING_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    "..catalog.assignment..",
                    "..catalog.check..",
                    "..catalog.effective",
                    "..catalog.pack.file..",
                    "..catalog.selector..",
                    "..catalog.document..",
                    "..catalog.plan..",
                    "..catalog.load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule FIREWALL_REQUESTS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("..catalog.firewall")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule ITEMS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .areAssignableTo(CatalogItem.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule KAFKA_STAYS_AT_ITS_EDGES = classes()
            .that(new DescribedPredicate<JavaClass>("use Kafka") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.apache.kafka"));
                }
            })
            .should()
            .resideInAnyPackage("..catalog.relay..", "..catalog.evidence..");
}
