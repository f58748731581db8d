package org.imageinventory;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Holds what the root package's description promises. A rule that meets no class fails: it would promise nothing. */
@AnalyzeClasses(packages = "org.imageinventory", importOptions = DoNotIncludeTests.class)
final class PackageArrowsTest {

    private static final String ROOT = "org.imageinventory.";
    private static final String CLI = ROOT + "cli..";
    private static final String JOB = ROOT + "job..";
    private static final String LISTIMAGE = ROOT + "listimage..";
    private static final String INVENTORY = ROOT + "inventory..";
    private static final String TELEMETRY = ROOT + "telemetry..";
    private static final String IMAGE = ROOT + "image..";

    private static final int MOST_FILES = 45;
    private static final double LEAST_HIDDEN = 0.55;

    private static final DescribedPredicate<JavaClass> JDBC =
            resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..");

    @ArchTest
    static final ArchRule arrowsPointDown = new Layers()
            .layer("cli")
            .layer("cli.progress", "cli")
            .layer("cli.report", "cli", "cli.progress")
            .layer("job", "cli", "cli.progress", "cli.report")
            .layer("settings", "cli", "job")
            .layer("telemetry", "job", "settings")
            .layer("listimage", "cli", "cli.report", "job", "settings")
            .layer("listimage.json", "listimage")
            .layer("inventory", "cli", "cli.report", "job")
            .layer("inventory.run", "cli", "cli.progress", "cli.report", "job", "inventory")
            .layer("inventory.database", "cli", "cli.report", "job", "inventory")
            .layer("image", "cli", "cli.report", "job", "inventory", "listimage", "listimage.json")
            .rule();

    @ArchTest
    static final ArchRule noPackagesFormACycle =
            slices().matching("org.imageinventory.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noFilesFormACycle =
            slices().assignedFrom(new FileSlices()).should().beFreeOfCycles();

    @ArchTest
    static void aPackageCanBeSeenAtAGlance(JavaClasses classes) {
        var files = topLevel(classes).collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(files).isNotEmpty();
        assertThat(files.values()).allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(MOST_FILES));
    }

    @ArchTest
    static void mostTypesAreHidden(JavaClasses classes) {
        var all = topLevel(classes).toList();
        var hidden = all.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat((double) hidden / all.size()).isGreaterThanOrEqualTo(LEAST_HIDDEN);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream().filter(JavaClass::isTopLevelClass).filter(type -> !type.getSimpleName()
                .equals("package-info"));
    }

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

    /** Declares each package and the packages that may use it. */
    private static final class Layers {

        private Architectures.LayeredArchitecture architecture =
                layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + ".");

        Layers layer(String name, String... users) {
            var defined = architecture.layer(name).definedBy(ROOT + name);
            architecture = users.length == 0
                    ? defined.whereLayer(name).mayNotBeAccessedByAnyLayer()
                    : defined.whereLayer(name).mayOnlyBeAccessedByLayers(users);
            return this;
        }

        ArchRule rule() {
            return architecture.ensureAllClassesAreContainedInArchitectureIgnoring("org.imageinventory");
        }
    }

    /** Makes each source file a slice. */
    private static final class FileSlices implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var name = type.getName();
            return SliceIdentifier.of(name.replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "files";
        }
    }
}
