package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which models can be called, and what do they cost? */
@Route(value = "catalog", layout = Shell.class)
@PermitAll
public class CatalogPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int TYPING_PAUSE_MILLIS = 250;

    private final transient ControlPlane controlPlane;
    private Table<Model> table = new Table<>("Models", "models-table");
    private String search = "";

    CatalogPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Catalog", Action.READ_MODELS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Catalog",
                "Clients name a model as provider/model. Prices are in USD for a million tokens.",
                new CsvLink("models", this::csv));
        TextField field = Fields.tested(new TextField(), "models-search");
        field.setPlaceholder("Part of the name");
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setClearButtonVisible(true);
        field.setAriaLabel("Search models by name");
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        field.addValueChangeListener(change -> {
            search = change.getValue().strip();
            refresh();
        });
        Div filters = new Div(field);
        filters.addClassName("filters");
        add(filters);
        table = new Table<Model>("Models", "models-table")
                .column("Model", CatalogPage::name)
                .column("Provider", "10rem", model -> new Span(model.providerName()))
                .number("Context", "8rem", model -> tokens(model.contextTokens()))
                .number("Input", "8rem", model -> price(model, Model.Price::input))
                .number("Output", "8rem", model -> price(model, Model.Price::output))
                .number("Cached input", "9rem", model -> price(model, Model.Price::cacheRead))
                .compact(CatalogPage::compact)
                .whenEmpty(this::nothing);
        add(table);
        refresh();
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.catalog().models(organizationId(), search.isEmpty() ? null : search, cursor, size));
    }

    private Component nothing() {
        if (!search.isEmpty()) {
            return new EmptyState(Icon.SEARCH, "No model is called that", "Try a shorter part of its name.");
        }
        return new EmptyState(
                Icon.CATALOG,
                "No model yet",
                "Models come with the providers that are connected.",
                may(Action.READ_PROVIDERS)
                        ? Paths.link("Open providers", Paths.page(slug(), "providers"))
                        : new Span("Ask an administrator to connect one."));
    }

    private static Component name(Model model) {
        Span id = new Span(model.name());
        id.addClassName("mono");
        Span line = new Span(id, new CopyButton(model.name(), "model name"));
        line.addClassName("copyable");
        Span display = new Span(model.displayName());
        display.addClassName("soft");
        Div cell = new Div(line, display);
        if (model.price() == null) {
            cell.add(new StateBadge("Unpriced: refused under a hard cap", StateBadge.Tone.WARN));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span tokens(long tokens) {
        Span span = new Span(tokens == 0 ? "—" : shortened(tokens));
        span.addClassName("money");
        span.getElement().setAttribute("title", Amounts.count(tokens) + " tokens");
        return span;
    }

    /** {@code 128k}, {@code 1.05M}. */
    private static String shortened(long tokens) {
        if (tokens >= 1_000_000) {
            return trimmed(tokens / 1_000_000.0) + "M";
        }
        return tokens >= 1_000 ? trimmed(tokens / 1_000.0) + "k" : String.valueOf(tokens);
    }

    private static String trimmed(double number) {
        return new BigDecimal(number)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Component price(Model model, Function<Model.Price, Money> part) {
        Model.Price price = model.price();
        if (price == null) {
            Span none = new Span("—");
            none.addClassName("soft");
            return none;
        }
        return new MoneyText(part.apply(price));
    }

    private static Component compact(Model model) {
        Model.Price price = model.price();
        Span cost = new Span(
                price == null
                        ? "Unpriced: refused under a hard cap"
                        : Amounts.text(price.input()) + " in · " + Amounts.text(price.output()) + " out, per million");
        cost.addClassName("soft");
        Span id = new Span(model.name());
        id.addClassNames("mono", "strong");
        Div cell = new Div(id, cost);
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv(
                        "model",
                        "name",
                        "provider",
                        "context_tokens",
                        "max_output_tokens",
                        "input_usd_per_million",
                        "output_usd_per_million",
                        "price_from",
                        "price_source")
                .rows(table.all(), CatalogPage::cells);
    }

    private static @Nullable Object[] cells(Model model) {
        Model.Price price = model.price();
        return new @Nullable Object[] {
            model.name(),
            model.displayName(),
            model.providerName(),
            model.contextTokens(),
            model.maxOutputTokens(),
            price == null ? null : price.input().usd(),
            price == null ? null : price.output().usd(),
            price == null ? null : price.effectiveFrom(),
            price == null ? null : price.source()
        };
    }
}
