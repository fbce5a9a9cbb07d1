package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;

/** Whom do the models come from? */
@Route(value = "providers", layout = Shell.class)
@PermitAll
public class ProvidersPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private Table<Provider> table = new Table<>("Providers", "providers-table");

    ProvidersPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Providers", Action.READ_PROVIDERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Providers",
                "Gateways call a provider with its credential, which is kept encrypted and never shown again.",
                actions());
        table = new Table<Provider>("Providers", "providers-table")
                .column("Provider", this::name)
                .column("Address", provider -> soft(address(provider)))
                .column("Credential", "9rem", provider -> soft(credential(provider)))
                .number("Models", "7rem", provider -> figures(provider.models()))
                .column("Connected", "9rem", provider -> TimeText.at(provider.createdAt()))
                .compact(this::compact)
                .opens(provider -> Paths.provider(slug(), provider.id()))
                .whenEmpty(this::nothing);
        add(table);
        refresh();
    }

    private Component[] actions() {
        if (!may(Action.WRITE_PROVIDERS)) {
            return new Component[0];
        }
        Button connect = Buttons.adding("Connect provider", "connect-provider", this::connect);
        return new Component[] {connect};
    }

    private void connect() {
        new ConnectProviderForm(controlPlane, workspace(), this::refresh).open();
    }

    private void refresh() {
        table.show((cursor, size) -> controlPlane.catalog().providers(organizationId(), cursor, size));
    }

    private Component nothing() {
        Component[] step = may(Action.WRITE_PROVIDERS)
                ? new Component[] {
                    Buttons.primary("Connect the first provider", "connect-first-provider", this::connect)
                }
                : new Component[0];
        return new EmptyState(
                Icon.PLUG,
                "No provider is connected",
                "Connect OpenAI, or any host that speaks its API, with one credential. Its models and prices come from"
                        + " the catalog.",
                step);
    }

    private Component name(Provider provider) {
        Span slug = new Span(provider.slug() + "/…");
        slug.addClassNames("soft", "mono");
        Div cell = new Div(Paths.link(provider.name(), Paths.provider(slug(), provider.id())), slug);
        cell.addClassName("two-lines");
        return cell;
    }

    static String address(Provider provider) {
        return provider.kind().equals("sandbox") ? "Inside the gateway" : provider.baseUrl();
    }

    static String credential(Provider provider) {
        return provider.credentialHint().isEmpty() ? "None" : "…" + provider.credentialHint();
    }

    private Component compact(Provider provider) {
        Span about = new Span(Words.plural(provider.models(), "model", "models") + " · " + address(provider));
        about.addClassName("soft");
        Div cell = new Div(Paths.link(provider.name(), Paths.provider(slug(), provider.id())), about);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }

    private static Span figures(long number) {
        Span span = new Span(Amounts.count(number));
        span.addClassName("money");
        return span;
    }
}
