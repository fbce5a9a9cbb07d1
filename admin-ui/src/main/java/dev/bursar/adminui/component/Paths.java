package dev.bursar.adminui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.adminapi.audit.AuditEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Addresses of pages. They are stable: people keep them. */
public final class Paths {
    /** Route parameter that carries the organization's slug. */
    public static final String ORGANIZATION = "organization";

    private Paths() {}

    public static String overview(String slug) {
        return "o/" + slug;
    }

    public static String page(String slug, String page) {
        return "o/" + slug + "/" + page;
    }

    public static String key(String slug, Object id) {
        return page(slug, "keys/" + id);
    }

    public static String budget(String slug, Object id) {
        return page(slug, "budgets/" + id);
    }

    /** What an alert is about. @param budgetId null: the books */
    public static String alerted(String slug, @Nullable Object budgetId) {
        return budgetId == null ? page(slug, "ledger") : budget(slug, budgetId);
    }

    public static String person(String slug, Object id) {
        return page(slug, "people/" + id);
    }

    public static String group(String slug, Object id) {
        return page(slug, "people/groups/" + id);
    }

    public static String serviceAccount(String slug, Object id) {
        return page(slug, "service-accounts/" + id);
    }

    /** @param role {@link RoleWords#handle} */
    public static String role(String slug, Object role) {
        return page(slug, "people/roles/" + role);
    }

    /** Keys of a person's. */
    public static String keysOf(String slug, Object memberId) {
        return page(slug, "keys") + "?" + parameter("owner", String.valueOf(memberId));
    }

    /** Keys that are charged to a unit, or to what is in it. */
    public static String keysIn(String slug, Object unitId) {
        return page(slug, "keys") + "?" + parameter("unit", String.valueOf(unitId));
    }

    /** All that happened to a person. */
    public static String auditOf(String slug, Object memberId) {
        return page(slug, "audit") + "?" + parameter("member", String.valueOf(memberId));
    }

    public static String unit(String slug, Object id) {
        return page(slug, "teams/" + id);
    }

    /** The requests that one budget bore in a stretch of time. @param to exclusive */
    public static String charged(String slug, Object budgetId, Instant from, Instant to) {
        return page(slug, "usage") + "?" + parameter("budget", String.valueOf(budgetId)) + "&"
                + parameter("from", from.toString()) + "&" + parameter("to", to.toString());
    }

    public static String requestForMore(String slug, Object id) {
        return page(slug, "requests-for-more/" + id);
    }

    public static String ledgerEntry(String slug, Object id) {
        return page(slug, "ledger/" + id);
    }

    public static String provider(String slug, Object id) {
        return page(slug, "providers/" + id);
    }

    /** The object of the entry goes with it, so that the entry is found without reading the whole log. */
    public static String audit(String slug, AuditEntry entry) {
        return page(slug, "audit/" + entry.sequence()) + "?" + parameter("kind", entry.resourceKind()) + "&"
                + parameter("resource", entry.resourceId());
    }

    /** {@code name=value} for a query string. */
    public static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Goes to an address, which may carry a query. */
    public static void open(String path) {
        int query = path.indexOf('?');
        UI.getCurrent()
                .navigate(
                        query < 0 ? path : path.substring(0, query),
                        query < 0 ? QueryParameters.empty() : QueryParameters.fromString(path.substring(query + 1)));
    }

    public static Anchor link(String text, String path) {
        Anchor anchor = new Anchor(path, text);
        anchor.addClassName("link");
        return anchor;
    }
}
