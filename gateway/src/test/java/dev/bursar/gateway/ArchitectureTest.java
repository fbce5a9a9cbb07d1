package dev.bursar.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A request goes one way; the wire stays in one package; the data path knows no framework. */
@AnalyzeClasses(packages = "dev.bursar.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule aRequestGoesOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("assembly")
            .definedBy("dev.bursar.gateway")
            .layer("edge")
            .definedBy("..gateway.edge..")
            .layer("keyring")
            .definedBy("..gateway.keyring..")
            .layer("admission")
            .definedBy("..gateway.admission..")
            .layer("routing")
            .definedBy("..gateway.routing..")
            .layer("provider")
            .definedBy("..gateway.provider..")
            .layer("metering")
            .definedBy("..gateway.metering..")
            .layer("controlplane")
            .definedBy("..gateway.controlplane..")
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("assembly")
            .whereLayer("keyring")
            .mayOnlyBeAccessedByLayers("assembly", "edge", "controlplane")
            .whereLayer("admission")
            .mayOnlyBeAccessedByLayers("assembly", "edge", "controlplane")
            .whereLayer("routing")
            .mayOnlyBeAccessedByLayers("assembly", "edge")
            .whereLayer("provider")
            .mayOnlyBeAccessedByLayers("assembly", "edge")
            .whereLayer("metering")
            .mayOnlyBeAccessedByLayers("assembly", "edge", "admission", "controlplane")
            .whereLayer("controlplane")
            .mayOnlyBeAccessedByLayers("assembly");

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.bursar.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheControlPlanePackageKnowsTheWire = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.controlplane..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.bursar.nodeapi..");

    @ArchTest
    static final ArchRule theDataPathKnowsNoFramework = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bursar.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.jooq..",
                    "java.sql..",
                    "com.vaadin..",
                    "org.springframework.beans..",
                    "org.springframework.context..",
                    "org.springframework.web..")
            .because("Spring configures, starts and stops a node; requests don't pass through it")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule nothingMutableIsStatic =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule providersDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..provider.openai..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..provider.sandbox..");

    @ArchTest
    static final ArchRule policyIsPlainValues = classes()
            .that()
            .resideInAPackage("..gateway.policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.bursar.policy..", "dev.bursar.gateway.policy..");
}
