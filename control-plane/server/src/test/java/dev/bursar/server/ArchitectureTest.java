package dev.bursar.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/** The boundaries of the house, as tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String DATABASE = "dev.bursar.server.platform.database..";

    private final JavaClasses server = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bursar.server");

    @Test
    void keepsCapabilitiesApartAndWithoutCycles() {
        ApplicationModules.of(ServerApplication.class).verify();
    }

    @Test
    void reachesTheDatabaseThroughTenancyAlone() {
        noFields()
                .that()
                .areDeclaredInClassesThat(resideInAPackage("dev.bursar.server.."))
                .should()
                .haveRawType(DataSource.class)
                .because("a connection without a tenant sees nothing, and must not see everything")
                .check(outside(DATABASE));
        constructors().should(notTakeAContext()).check(outside(DATABASE));
    }

    @Test
    void keepsStoresAndReadModelsInsideTheirCapability() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Jooq")
                .or()
                .haveSimpleNameEndingWith("ReadModel")
                .should()
                .bePackagePrivate()
                .check(server);
    }

    @Test
    void keepsControllersInsideTheirCapability() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .check(server);
    }

    @Test
    void hasNoStateThatBelongsToNobody() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(resideInAPackage("dev.bursar.server.sql..")))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(server);
    }

    @Test
    void looksAtNoClockOfItsOwn() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PlatformConfiguration")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .check(server);
    }

    /**
     * Whatever address somebody can name is reached through {@code platform.egress}, which lets nobody inward. Excepted
     * are addresses that only the operator sets: our own PostgreSQL, and Keycloak. The list may only shrink.
     */
    @Test
    void opensConnectionsThroughEgressAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..platform.egress..", "..identity.keycloak..")
                .and()
                .doNotHaveSimpleName("EmbeddedDatabase")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.net.Socket.class,
                        java.net.URLConnection.class,
                        java.net.http.HttpClient.class,
                        java.nio.channels.SocketChannel.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web.client..", "org.springframework.web.reactive..")
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .orShould()
                .callMethod(java.net.URL.class, "openConnection")
                .check(server);
    }

    @Test
    void knowsTheTablesOnlyInCapabilities() {
        noClasses()
                .that()
                .resideInAPackage("dev.bursar.server.node..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.bursar.server.sql.."))
                .check(server);
    }

    private JavaClasses outside(String packages) {
        return server.that(not(resideInAPackage(packages)));
    }

    /** A context is the transaction that a method is given; whoever keeps one has left it. */
    private static ArchCondition<JavaConstructor> notTakeAContext() {
        DescribedPredicate<JavaConstructor> takesOne = DescribedPredicate.describe(
                "take a DSLContext",
                constructor -> constructor.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(DSLContext.class)));
        return new ArchCondition<>("not take a DSLContext") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                boolean keeps = takesOne.test(constructor)
                        && constructor.getOwner().isMetaAnnotatedWith("org.springframework.stereotype.Component");
                events.add(new SimpleConditionEvent(constructor, !keeps, constructor.getFullName() + " takes one"));
            }
        };
    }
}
