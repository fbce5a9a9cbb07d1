package dev.bursar.adminui.key;

import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a key that is about to be issued will be able to do. */
final class KeyPreview {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private KeyPreview() {}

    static String sentence(
            String name, @Nullable BigDecimal cap, String period, List<String> models, @Nullable LocalDate lastDay) {
        String who = name.isBlank() ? "This key" : name.strip();
        String which = models.isEmpty() ? "every model" : Words.list(models, 3);
        String until = lastDay == null ? "until it is revoked" : "until the end of " + DAY.format(lastDay);
        String money = cap == null
                ? "with no cap of its own: only the organization's budgets limit it"
                : "and spend at most " + Amounts.text(cap.movePointRight(9).longValue()) + " " + Words.each(period);
        return who + " can call " + which + " " + until + ", " + money + ".";
    }
}
