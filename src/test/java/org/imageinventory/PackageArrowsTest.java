package org.imageinventory;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Holds what the root package's description promises. A rule that meets no class fails: it would promise nothing. */
@AnalyzeClasses(packages = "org.imageinventory", importOptions = DoNotIncludeTests.class)
final class PackageArrowsTest {

    private static final String CLI = "org.imageinventory.cli..";
    private static final String JOB = "org.imageinventory.job..";
    private static final String LISTIMAGE = "org.imageinventory.listimage..";
    private static final String INVENTORY = "org.imageinventory.inventory..";
    private static final String TELEMETRY = "org.imageinventory.telemetry..";
    private static final String IMAGE = "org.imageinventory.image..";

    private static final DescribedPredicate<JavaClass> JDBC =
            resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..");

    @ArchTest
    static final ArchRule arrowsPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.imageinventory..")
            .layer("cli")
            .definedBy(CLI)
            .layer("job")
            .definedBy(JOB)
            .layer("listimage")
            .definedBy(LISTIMAGE)
            .layer("inventory")
            .definedBy(INVENTORY)
            .layer("telemetry")
            .definedBy(TELEMETRY)
            .layer("image")
            .definedBy(IMAGE)
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("listimage")
            .mayOnlyBeAccessedByLayers("job", "cli")
            .whereLayer("inventory")
            .mayOnlyBeAccessedByLayers("job", "cli")
            .whereLayer("telemetry")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("telemetry")
            .mayNotAccessAnyLayer()
            .whereLayer("image")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring("org.imageinventory");

    @ArchTest
    static final ArchRule noPackagesFormACycle =
            slices().matching("org.imageinventory.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyInventorySeesJdbc = noClasses()
            .that()
            .resideOutsideOfPackages(INVENTORY, CLI)
            .should()
            .dependOnClassesThat(JDBC.and(type(DataSource.class).negate()));

    /** A connection cannot be used without naming its class, so the driver's classes do not open a way in. */
    @ArchTest
    static final ArchRule cliOnlyReadsUrlsAndExplainsRefusals = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat(JDBC.and(belongToAnyOf(
                            DataSource.class,
                            SQLException.class,
                            Driver.class,
                            DriverManager.class,
                            DriverPropertyInfo.class)
                    .negate()));

    @ArchTest
    static final ArchRule onlyJobAndCliHandADataSourceOn = noClasses()
            .that()
            .resideOutsideOfPackages(INVENTORY, JOB, CLI)
            .should()
            .dependOnClassesThat(type(DataSource.class));

    @ArchTest
    static final ArchRule onlyListimageSeesAlibabasLibraries = noClasses()
            .that()
            .resideOutsideOfPackage(LISTIMAGE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.aliyun..");

    @ArchTest
    static final ArchRule onlyTelemetryKnowsWhoIsTold = noClasses()
            .that()
            .resideOutsideOfPackage(TELEMETRY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micrometer.registry..",
                    "io.micrometer.prometheusmetrics..",
                    "io.micrometer.tracing..",
                    "io.opentelemetry..");

    @ArchTest
    static final ArchRule inventoryMeasuresNothing = noClasses()
            .that()
            .resideInAPackage(INVENTORY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule imageIsPureVocabulary = classes()
            .that()
            .resideInAPackage(IMAGE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(IMAGE, "java..", "org.jspecify..", "tools.jackson..")
                    .and(resideInAnyPackage("java.sql..", "java.net.http..").negate()));

    @ArchTest
    static final ArchRule jacksonIsTheThird = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule aNameSaysTheOneJob = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Manager|Helper|Impl)(\\$.*)?")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule onlyCliSpeaksToPeople =
            noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS);
}
