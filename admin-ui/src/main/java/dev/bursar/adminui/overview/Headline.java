package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Words;
import java.util.List;

/** The first thing that is read: a number with its comparison, and what needs the reader. */
final class Headline extends Header {
    private static final long serialVersionUID = 1L;

    private static final long MANY_TIMES = 4;

    private final H1 question = new H1("Spent today");
    private final Span amount = new Span();
    private final Span comparison = new Span();
    private final Div needs = new Div();
    private List<Needs.Need> shown = List.of();
    private boolean neverShown = true;

    Headline() {
        addClassName("headline");
        amount.addClassName("headline-amount");
        amount.getElement().setAttribute("data-test", "spent-today");
        comparison.addClassName("headline-comparison");
        question.addClassName("headline-title");
        Div spend = new Div(question, amount, comparison);
        spend.addClassName("headline-spend");
        needs.addClassName("headline-needs");
        needs.getElement().setAttribute("data-test", "needs");
        add(spend, needs);
    }

    void showSpend(UsageReport.Totals soFar, UsageReport.Totals yesterday) {
        amount.setText(Amounts.text(soFar.cost()));
        amount.getElement().setAttribute("title", Amounts.exact(soFar.cost()));
        comparison.setText(compared(soFar.cost().nanos(), yesterday.cost().nanos()) + " · "
                + Words.plural(soFar.requests(), "request", "requests")
                + (soFar.refusals() == 0 ? "" : ", " + Amounts.count(soFar.refusals()) + " refused"));
    }

    /** For a reader who sees the fleet but no money. */
    void showFleet(List<Fleet.Gateway> gateways) {
        long connected = gateways.stream().filter(Fleet.Gateway::connected).count();
        question.setText("Gateways connected");
        amount.setText(Amounts.count(connected) + " of " + Amounts.count(gateways.size()));
    }

    static String compared(long now, long before) {
        if (before == 0) {
            return now == 0 ? "nothing by this time yesterday either" : "nothing by this time yesterday";
        }
        if (now >= MANY_TIMES * before) {
            return Amounts.count(now / before) + " times as much as by this time yesterday (" + Amounts.text(before)
                    + ")";
        }
        long percent = Math.round(100.0 * (now - before) / before);
        String difference =
                percent == 0 ? "the same as" : Math.abs(percent) + "% " + (percent > 0 ? "more than" : "less than");
        return difference + " by this time yesterday (" + Amounts.text(before) + ")";
    }

    void showNeeds(List<Needs.Need> now) {
        if (!neverShown && now.equals(shown)) {
            return;
        }
        neverShown = false;
        shown = now;
        needs.removeAll();
        if (now.isEmpty()) {
            Span calm = new Span(Icon.CHECK.create(), new Span("Nothing needs you."));
            calm.addClassNames("need", "calm");
            needs.add(calm);
            return;
        }
        for (Needs.Need need : now) {
            Anchor link = new Anchor(need.path(), Icon.ALERT.create(), new Span(need.sentence()));
            link.addClassNames("need", "asks");
            needs.add(link);
        }
    }
}
