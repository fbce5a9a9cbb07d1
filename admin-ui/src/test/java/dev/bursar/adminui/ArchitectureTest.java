package dev.bursar.adminui;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.bursar.adminui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PAGE_GROUPS = {
        "..adminui.overview..",
        "..adminui.access..",
        "..adminui.unit..",
        "..adminui.profile..",
        "..adminui.key..",
        "..adminui.budget..",
        "..adminui.ledger..",
        "..adminui.request..",
        "..adminui.doubt..",
        "..adminui.alert..",
        "..adminui.usage..",
        "..adminui.audit..",
        "..adminui.gateway..",
        "..adminui.catalog..",
        "..adminui.organization.."
    };

    @ArchTest
    static final ArchRule reachesTheControlPlaneThroughTheAdminApiOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.bursar.server..",
                    "dev.bursar.policy..",
                    "dev.bursar.nodeapi..",
                    "dev.bursar.gateway..",
                    "java.sql..",
                    "javax.sql..",
                    "org.jooq..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.bursar.adminui.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sharedPartsKnowNoPage = noClasses()
            .that()
            .resideInAnyPackage("..adminui.component..", "..adminui.controlplane..", "..adminui.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PAGE_GROUPS);

    @ArchTest
    static final ArchRule pageGroupsKnowNotEachOther = slices().matching("dev.bursar.adminui.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage(
                            "..adminui", "..adminui.component..", "..adminui.controlplane..", "..adminui.shell.."));
}
