package dev.bursar.adminui.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.UpdateOrganization;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.FieldErrors;
import dev.bursar.adminui.component.Fields;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an organization's administrator may set. */
final class SettingsFields {
    private static final List<Long> STALENESS_CHOICES = Stream.of(
                    Duration.ZERO,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(24),
                    Duration.ofDays(7))
            .map(Duration::toSeconds)
            .toList();

    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);
    private static final int BASIS_POINT_DIGITS = 2;

    private final TextField name = Fields.name("Name", "organization-name");
    private final ComboBox<String> zone = Fields.tested(new ComboBox<>("Time zone"), "organization-zone");
    private final Select<Long> staleness = Fields.tested(new Select<>(), "organization-staleness");
    private final Select<Integer> fiscalYear = Fields.tested(new Select<>(), "organization-fiscal-year");
    private final Select<Integer> weekStart = Fields.tested(new Select<>(), "organization-week-start");
    private final BigDecimalField topUpFee = percent("Fee of a top-up", "organization-top-up-fee");
    private final BigDecimalField ownFee =
            percent("Fee of a call on the organization's own contract", "organization-own-fee");
    private final Dollars fourEyes = Fields.tested(new Dollars("Four eyes above"), "organization-four-eyes");
    private final FieldErrors errors = new FieldErrors();

    SettingsFields(Organization organization) {
        name.setValue(organization.name());
        zone.setItems(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        zone.setValue(organization.timeZone());
        zone.setHelperText("Days and months of budgets begin at midnight here.");
        staleness.setLabel("Without the control plane, gateways serve on for");
        staleness.setItems(choices(organization.stalenessLimitSeconds()));
        staleness.setItemLabelGenerator(SettingsFields::length);
        staleness.setValue(organization.stalenessLimitSeconds());
        staleness.setHelperText(
                "Requests that no budget limits. What a budget limits is served as long as the leases last.");
        calendarOf(organization);
        moneyOf(organization);
        errors.at("name", name)
                .at("timeZone", zone)
                .at("stalenessLimitSeconds", staleness)
                .at("fiscalYearStartMonth", fiscalYear)
                .at("weekStart", weekStart)
                .at("topUpFeeBasisPoints", topUpFee)
                .at("ownCredentialFeeBasisPoints", ownFee)
                .at("fourEyesAboveUsd", fourEyes);
    }

    private void calendarOf(Organization organization) {
        fiscalYear.setLabel("The fiscal year begins in");
        fiscalYear.setItems(Stream.of(Month.values()).map(Month::getValue).toList());
        fiscalYear.setItemLabelGenerator(one -> Month.of(one).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        fiscalYear.setValue(organization.fiscalYearStartMonth());
        fiscalYear.setHelperText("Quarters and years of budgets follow it, from the next period on.");
        weekStart.setLabel("The week begins on");
        weekStart.setItems(
                Stream.of(DayOfWeek.values()).map(DayOfWeek::getValue).toList());
        weekStart.setItemLabelGenerator(one -> DayOfWeek.of(one).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        weekStart.setValue(organization.weekStart());
    }

    private void moneyOf(Organization organization) {
        topUpFee.setValue(BigDecimal.valueOf(organization.topUpFeeBasisPoints(), BASIS_POINT_DIGITS));
        topUpFee.setHelperText("Taken from what is paid in before it becomes credits.");
        ownFee.setValue(BigDecimal.valueOf(organization.ownCredentialFeeBasisPoints(), BASIS_POINT_DIGITS));
        ownFee.setHelperText("Of the call's price, taken from the prepaid credits.");
        BigDecimal threshold = new BigDecimal(organization.fourEyesAbove().usd());
        fourEyes.setValue(threshold
                .setScale(Math.max(2, threshold.stripTrailingZeros().scale()))
                .toPlainString());
        fourEyes.setHelperText("A raise above it needs two approvals.");
    }

    private static BigDecimalField percent(String label, String test) {
        BigDecimalField field = Fields.tested(new BigDecimalField(label), test);
        field.setSuffixComponent(new Span("%"));
        field.setLocale(Locale.ENGLISH);
        field.setManualValidation(true);
        return field;
    }

    Div general() {
        return stacked(name, zone, staleness);
    }

    Div calendar() {
        return stacked(fiscalYear, weekStart);
    }

    Div money() {
        return stacked(topUpFee, ownFee, fourEyes);
    }

    private static Div stacked(Component... fields) {
        Div all = new Div(fields);
        all.addClassNames("form-fields", "settings-fields");
        return all;
    }

    void readOnly(boolean readOnly) {
        Stream.<HasValueAndElement<?, ?>>of(name, zone, staleness, fiscalYear, weekStart, topUpFee, ownFee, fourEyes)
                .forEach(field -> field.setReadOnly(readOnly));
    }

    FieldErrors errors() {
        return errors;
    }

    /** Empty where something is wrong, which is then shown at its field. */
    Optional<UpdateOrganization> request() {
        boolean fine =
                Fields.checkNamed(name, "A name is needed.") & check(topUpFee) & check(ownFee) & fourEyes.check(true);
        return fine
                ? Optional.of(new UpdateOrganization(
                        name.getValue().strip(),
                        zone.getValue(),
                        staleness.getValue(),
                        fiscalYear.getValue(),
                        weekStart.getValue(),
                        basisPoints(topUpFee),
                        basisPoints(ownFee),
                        fourEyes.text()))
                : Optional.empty();
    }

    private static boolean check(BigDecimalField field) {
        BigDecimal value = field.getValue();
        boolean fine = value != null
                && value.signum() >= 0
                && value.compareTo(MOST_PERCENT) <= 0
                && value.stripTrailingZeros().scale() <= BASIS_POINT_DIGITS;
        field.setErrorMessage("0 to 100 percent, with at most two decimals.");
        field.setInvalid(!fine);
        return fine;
    }

    private static int basisPoints(BigDecimalField field) {
        return field.getValue().movePointRight(BASIS_POINT_DIGITS).intValueExact();
    }

    private static TreeSet<Long> choices(long current) {
        TreeSet<Long> choices = new TreeSet<>(STALENESS_CHOICES);
        choices.add(current);
        return choices;
    }

    static String length(long seconds) {
        if (seconds == 0) {
            return "No time: they refuse at once";
        }
        Duration length = Duration.ofSeconds(seconds);
        if (seconds % 86_400 == 0) {
            return length.toDays() + (length.toDays() == 1 ? " day" : " days");
        }
        if (seconds % 3_600 == 0) {
            return length.toHours() + (length.toHours() == 1 ? " hour" : " hours");
        }
        return seconds % 60 == 0 ? length.toMinutes() + " minutes" : seconds + " seconds";
    }
}
